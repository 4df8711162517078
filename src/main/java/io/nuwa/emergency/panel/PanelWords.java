package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.run.clock.Standing;
import java.time.Duration;

/**
 * Marks, words and colours of what a run knows.
 *
 * @param worked whether a process works on the run right now
 */
record PanelWords(Language language, boolean worked) {

  /** Two columns in every terminal: each is an emoji by itself, without variation selector. */
  String mark(BlockerView blocker) {
    if (blocker.claimed()) {
      return "❔";
    }
    return switch (blocker.status()) {
      case PENDING -> "⏳";
      case IN_PROGRESS -> worked ? "🔄" : "⏳";
      case PARTIALLY_RESOLVED -> "🟡";
      case RESOLVED -> blocker.verified() ? "✅" : "❗";
      case FAILED -> "❌";
    };
  }

  /** What must be said so that nobody takes a claim for a fact; usually empty. */
  String doubt(BlockerView blocker) {
    if (blocker.claimed()) {
      return language.say("(已声明未验证)", "(claimed, not verified)");
    }
    boolean doubtful = blocker.status() == Status.RESOLVED && !blocker.verified();
    return doubtful ? language.say("(未验证)", "(not verified)") : "";
  }

  String status(Status status) {
    return switch (status) {
      case PENDING -> language.say("待执行", "pending");
      case IN_PROGRESS ->
          worked ? language.say("执行中", "in progress") : language.say("已中断", "interrupted");
      case PARTIALLY_RESOLVED -> language.say("部分解决", "partially resolved");
      case RESOLVED -> language.say("已解决", "resolved");
      case FAILED -> language.say("失败", "failed");
    };
  }

  Colour colour(BlockerView blocker) {
    if (blocker.claimed()) {
      return Colour.DOUBTFUL;
    }
    return switch (blocker.status()) {
      case PENDING -> Colour.PLAIN;
      case IN_PROGRESS -> worked ? Colour.BUSY : Colour.DOUBTFUL;
      case PARTIALLY_RESOLVED -> Colour.DOUBTFUL;
      case RESOLVED -> blocker.verified() ? Colour.GOOD : Colour.DOUBTFUL;
      case FAILED -> Colour.BAD;
    };
  }

  String verdict(Verdict verdict) {
    return switch (verdict) {
      case PASS -> language.say("通过", "pass");
      case WARN -> language.say("警告", "warn");
      case ALERT -> language.say("告警", "alert");
      case UNKNOWN -> language.say("未知", "unknown");
    };
  }

  static Colour colour(Verdict verdict) {
    return switch (verdict) {
      case PASS -> Colour.GOOD;
      case WARN -> Colour.DOUBTFUL;
      case ALERT -> Colour.BAD;
      case UNKNOWN -> Colour.DOUBTFUL;
    };
  }

  static Colour colour(Decision decision) {
    return switch (decision) {
      case GO -> Colour.GOOD;
      case NO_GO -> Colour.BAD;
      case UNDECIDED -> Colour.DOUBTFUL;
    };
  }

  String standing(Standing standing) {
    return switch (standing) {
      case AHEAD -> language.say("未到", "ahead");
      case AT_RISK -> language.say("有风险", "at risk");
      case DUE -> language.say("待判定", "due");
      case MET -> language.say("达标", "met");
      case MISSED -> language.say("未达标", "missed");
    };
  }

  /** What a guard watches; one that is not known keeps its name. */
  String guard(String name) {
    return switch (name) {
      case "disk" -> language.say("磁盘守护", "disk guard");
      case "memory" -> language.say("内存守护", "memory guard");
      case "cpu" -> language.say("CPU 守护", "CPU guard");
      default -> name;
    };
  }

  /** Such as {@code 已过 0/48 小时}: whole hours, or minutes in a time box that is not whole hours. */
  String elapsed(Duration elapsed, Duration timeBox) {
    Duration passed = elapsed.isNegative() ? Duration.ZERO : elapsed;
    boolean hours = timeBox.toHours() > 0 && timeBox.equals(Duration.ofHours(timeBox.toHours()));
    String count =
        hours
            ? passed.toHours() + "/" + timeBox.toHours()
            : passed.toMinutes() + "/" + timeBox.toMinutes();
    String unit = hours ? language.say("小时", "hours") : language.say("分钟", "minutes");
    String over = passed.compareTo(timeBox) > 0 ? language.say(", 已超时", ", overdue") : "";
    return language.say("已过 " + count + " " + unit, count + " " + unit + " elapsed") + over;
  }

  /** Such as {@code 6小时后}; to the minute, rounded up. */
  String distance(Duration ahead) {
    if (ahead.isNegative()) {
      return language.say("已逾期" + length(ahead.negated()), length(ahead.negated()) + " overdue");
    }
    return language.say(length(ahead) + "后", "in " + length(ahead));
  }

  /** Such as {@code 5 min ago}; rounded up, so that nothing seems younger than it is. */
  String age(Duration age) {
    return age.compareTo(Duration.ofSeconds(30)) < 0
        ? language.say("刚刚", "just now")
        : language.say(length(age) + "前", length(age) + " ago");
  }

  private String length(Duration duration) {
    long minutes = duration.plusSeconds(59).toMinutes();
    String hours = minutes / 60 + language.say("小时", " h");
    String rest = minutes % 60 + language.say("分钟", " min");
    if (minutes < 60) {
      return rest;
    }
    return minutes % 60 == 0 ? hours : hours + language.say("", " ") + rest;
  }
}
