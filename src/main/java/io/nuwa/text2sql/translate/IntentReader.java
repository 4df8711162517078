package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads a whole question. The order of the rules matters: the more special ones come first. */
final class IntentReader {
  private static final Pattern COUNTING =
      Pattern.compile(
          "数量|总数|个数|人数|数目|计数|(?:多少|几)[个位种名家条件款]?|统计|总量"
              + "|\\b(?:count(?: of)?|how many|(?:total )?number of)\\b");
  private static final String EACH =
      "(?:按照?|根据|每一?个?|各个?|不同的?|分|\\b(?:group(?:ed)? by|by|per"
          + "|for each|each|every)\\b)\\s*[位种类家]?\\s*(?:the )?";
  private static final String SPLIT = "(?:的?分布|分组|维度)";
  private static final Pattern FILLERS =
      Pattern.compile(
          "请问?|帮我|帮忙|麻烦|一下|统计|计算|查询|查一?查|查看|显示|展示|列出|给出"
              + "|给我|告诉我|看看|求|获取|我们?|公司|店铺|所有|全部|总共|一共|共有|共计|合计"
              + "|总计|总体|整体|全|总|共|有|是|为|了|的|吗|呢|啊|和|与|及|在|里|中|内|从|到"
              + "|以|来|多少|什么|哪[个位些]?|数据|情况|报表|报告|信息|列表|详情|结果|分别"
              + "|进行|汇总|分组|分类|统计|产生|新增|新注册|注册|下过|不同|元|钱|按照?|前"
              + "|\\b(?:the|of|what|which|who|is|are|was|were|did|do|does|we|our|us|have|has"
              + "|had|show|me|list|get|give|display|tell|please|find|all|total|overall|in|for"
              + "|from|during|by|with|and|a|an|new|there|calculate|compute|sum|made|make"
              + "|to)\\b");

  private final Vocabulary vocabulary;

  IntentReader(Vocabulary vocabulary) {
    this.vocabulary = vocabulary;
  }

  /** Takes all it understands; what the reading has left afterwards, nobody understood. */
  Intent read(Reading reading) {
    Optional<Period> period = PeriodReader.read(reading);
    List<Filter> filters = FilterReader.read(reading, vocabulary);
    List<Dimension> dimensions = new ArrayList<>();
    TimeUnit.read(reading).map(Dimension.ByTime::new).ifPresent(dimensions::add);
    Optional<SalesMeasure> sales = SalesMeasure.read(reading);
    readDimensions(reading, dimensions);
    Optional<Aggregate> aggregate =
        sales.isPresent() ? Optional.empty() : Aggregate.read(reading, vocabulary);
    List<Table> subjects = new ArrayList<>();
    List<List<ColumnRef>> named = new ArrayList<>();
    boolean counting = reading.takes(Pattern.compile("统计"));
    Optional<Rank> rank = Rank.read(reading);
    readNames(reading, subjects, named);
    counting |= reading.takes(COUNTING);
    boolean filler = true;
    while (filler) {
      filler = reading.takes(FILLERS);
    }
    return new Intent(
        sales, aggregate, subjects, named, counting, dimensions, period, rank, filters);
  }

  private void readDimensions(Reading reading, List<Dimension> dimensions) {
    Pattern each = Pattern.compile(EACH + vocabulary.anyWord() + SPLIT + "?");
    Pattern split = Pattern.compile(vocabulary.anyWord() + SPLIT);
    Optional<MatchResult> found = reading.take(each).or(() -> reading.take(split));
    while (found.isPresent()) {
      dimensions.add(dimension(found.get().group(1)));
      Pattern more = Pattern.compile("\\x01\\s*(?:和|与|及|、|and)\\s*" + vocabulary.anyWord());
      found = reading.take(each).or(() -> reading.take(split)).or(() -> reading.take(more));
    }
  }

  private Dimension dimension(String word) {
    Optional<Table> table = vocabulary.table(word);
    return table.isPresent()
        ? new Dimension.ByTable(table.get())
        : new Dimension.ByColumn(vocabulary.columns(word));
  }

  private void readNames(Reading reading, List<Table> subjects, List<List<ColumnRef>> named) {
    Pattern any = Pattern.compile(vocabulary.anyWord());
    Optional<MatchResult> found = reading.take(any);
    while (found.isPresent()) {
      String word = found.get().group(1);
      Optional<Table> table = vocabulary.table(word);
      if (table.isPresent()) {
        subjects.add(table.get());
      } else {
        named.add(vocabulary.columns(word));
      }
      found = reading.take(any);
    }
  }
}
