package io.nuwa.text2sql.guard;

import io.nuwa.text2sql.guard.Verdict.Allowed;
import io.nuwa.text2sql.guard.Verdict.Refused;
import io.nuwa.text2sql.question.Question;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Refuses questions that ask for a change of data, structure or rights, in Chinese or English.
 *
 * <p>Some verbs are refused wherever they stand, unless they describe a state ("已删除的订单"). Others
 * have harmless uses ("新增客户数量", "更新时间") and are refused only as a command.
 */
public final class QuestionGuard {
  private static final Pattern ALWAYS =
      Pattern.compile(
          "(?<![被已未经])(?:删除|刪除|删掉|删去|删光|删库|删表|清空|清除|清掉|抹掉"
              + "|抹除|抹去|销毁|毁掉|干掉|移除|丢弃|截断|格式化|改写|篡改|授权|赋权|授予"
              + "|提权|撤销权限|收回权限|建表|重命名)|\\b(?:drop|delete|truncate|alter|grant"
              + "|revoke|destroy|erase|wipe)\\b|\\b(?:insert\\s+into|update\\s+\\S+\\s+set"
              + "|create\\s+(?:table|user|role|index|view|database|schema|function)"
              + "|copy\\s+\\S+\\s+(?:to|from)|into\\s+outfile|shut\\s*down|pg_sleep"
              + "|pg_read_file|pg_terminate_backend)\\b");
  private static final String POLITE =
      "(?:请|帮我|帮忙|麻烦|你|先|再|然后|并且|并|接着|顺便|同时|现在|立即|马上" + "|直接|给我|please |now |then |and )*";
  private static final Pattern COMMAND =
      Pattern.compile(
          "^"
              + POLITE
              + "(?:修改|更改|更新|变更|插入|写入|新增|新建|添加|增加|创建|导入|设置|替换"
              + "|覆盖|执行|停止|关闭|重启|撤销|取消|改|(?:insert|update|create|add|copy"
              + "|modify|change|remove|replace|rename|execute|set|merge|call|vacuum|lock"
              + "|shutdown|kill|reset|overwrite)\\b)");
  private static final Pattern COUNTED =
      Pattern.compile("^" + POLITE + "(?:新增|增加|取消|更新|停止|关闭)的?[^把将]*(?:数量|总数|多少|人数|数|统计)$");
  private static final Pattern MADE_INTO =
      Pattern.compile("(?:把|将).*(?:改为|改成|改掉|设为|设成|设置|更新|修改|变成|替换|清零|归零|删" + "|清|去掉|加上|增加|导出|写)");
  private static final Pattern CLAUSES = Pattern.compile("[,，。;；、!！?？\\n]+|然后|接着|并且|顺便");

  /** The verdict on a question as it was asked. */
  public Verdict judge(String asked) {
    Matcher always = ALWAYS.matcher(Question.of(asked).text());
    if (always.find()) {
      return refused(always.group());
    }
    return List.of(CLAUSES.split(asked)).stream()
        .map(clause -> Question.of(clause).text())
        .map(this::judgeClause)
        .filter(Refused.class::isInstance)
        .findFirst()
        .orElseGet(Allowed::new);
  }

  private Verdict judgeClause(String clause) {
    Matcher madeInto = MADE_INTO.matcher(clause);
    if (madeInto.find()) {
      return refused(madeInto.group());
    }
    Matcher command = COMMAND.matcher(clause);
    if (command.find() && !COUNTED.matcher(clause).find()) {
      return refused(command.group());
    }
    return new Allowed();
  }

  private static Verdict refused(String found) {
    return new Refused("question", "the question asks for a change: '" + found.strip() + "'");
  }
}
