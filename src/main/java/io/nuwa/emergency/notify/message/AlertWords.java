package io.nuwa.emergency.notify.message;

import io.nuwa.emergency.notify.ledger.Firing;
import io.nuwa.emergency.notify.ledger.Ledger;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.Alert;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An alert in words for people.
 *
 * @param wording the language
 */
public record AlertWords(Wording wording) {
  /** Stands in every message, for robots that want a keyword. */
  static final String KEYWORD = "[emergency]";

  /** Why a message is sent. */
  public enum Occasion {
    NEWS,
    REMINDER,
    /** The plan does not have what it is about any longer: it is not over, and not watched. */
    UNWATCHED,
    OVER
  }

  /** A message of some lines, without any markup. */
  String text(Ledger.Line told, Occasion occasion) {
    Firing alert = told.alert();
    var text = new StringBuilder(KEYWORD).append(' ').append(headline(alert, occasion));
    line(text, summary(told));
    line(
        text,
        wording.say("计划：", "plan: ") + alert.title() + wording.say("，运行 ", ", run ") + alert.run());
    line(
        text,
        wording.say("开始：", "since: ")
            + seconds(alert.since())
            + told.over().map(end -> wording.say("，结束：", ", over: ") + seconds(end)).orElse(""));
    if (!people(alert).isEmpty()) {
      line(text, people(alert));
    }
    if (occasion != Occasion.OVER) {
      line(text, wording.say("下一步：", "next: ") + nextStep(told));
    }
    return text.toString();
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }

  private static void line(StringBuilder text, String words) {
    if (!words.isBlank()) {
      text.append('\n').append(words);
    }
  }

  private String headline(Firing alert, Occasion occasion) {
    String colon = wording.say("：", ": ");
    return switch (occasion) {
      case NEWS -> severity(alert.severity()) + colon + thing(alert) + state(alert);
      case REMINDER ->
          wording.say("仍未解除（", "still firing (")
              + severity(alert.severity())
              + wording.say("）", ")")
              + colon
              + thing(alert)
              + state(alert);
      case UNWATCHED ->
          wording.say("不再监控，未解除（", "no longer watched, not over (")
              + severity(alert.severity())
              + wording.say("）", ")")
              + colon
              + thing(alert)
              + state(alert);
      case OVER -> wording.say("已解除", "over") + colon + thing(alert);
    };
  }

  private String severity(Severity severity) {
    return switch (severity) {
      case YELLOW -> wording.say("黄色", "YELLOW");
      case RED -> wording.say("红色", "RED");
      case CRITICAL -> wording.say("严重", "CRITICAL");
    };
  }

  private String thing(Firing alert) {
    return switch (alert.name()) {
      case Alert.NOT_RESOLVED -> alert.subject();
      case Alert.MISSED -> wording.say("检查点 ", "checkpoint ") + alert.subject();
      case Alert.RISK_SEEN -> wording.say("风险 ", "risk ") + alert.subject();
      case Alert.GATE -> wording.say("门槛 ", "gate ") + alert.subject();
      case Alert.GUARD -> wording.say("资源守卫 ", "guard ") + alert.subject();
      case Alert.WATCH_BLIND -> wording.say("监控进程", "the watch");
      default -> alert.name() + " " + alert.subject();
    };
  }

  private String state(Firing alert) {
    return switch (alert.name()) {
      case Alert.NOT_RESOLVED -> wording.say(" 未解决", " is not resolved");
      case Alert.MISSED -> wording.say(" 未达到", " is missed");
      case Alert.GATE -> wording.say(" 达到告警阈值", " is in alert");
      case Alert.WATCH_BLIND -> wording.say(" 无法检查", " cannot look");
      default -> "";
    };
  }

  private String people(Firing alert) {
    String asked = alert.role().isEmpty() ? "" : wording.say("负责：@", "asked: @") + alert.role();
    String coordinator =
        alert.coordinator().isEmpty()
            ? ""
            : wording.say("协调：@", "coordinates: @") + alert.coordinator();
    return asked.isEmpty() || coordinator.isEmpty()
        ? asked + coordinator
        : asked + wording.say("，", ", ") + coordinator;
  }

  /** One line for people. */
  String summary(Ledger.Line told) {
    return told.unwatched().isEmpty()
        ? told.alert().summary()
        : told.alert().summary()
            + wording.say("（已不在计划中，未经复测）", " (no longer in the plan, and not measured since)");
  }

  /** What its reader does first. */
  String nextStep(Ledger.Line told) {
    Firing alert = told.alert();
    if (told.unwatched().isPresent()) {
      return wording.say(
          "恢复到计划中并复测；或人工关闭",
          "put it back into the plan and have it measured, or close the alert by hand");
    }
    if (!alert.name().equals(Alert.NOT_RESOLVED)) {
      return wording.say("运行 emergency status --verify", "run emergency status --verify");
    }
    String again =
        wording.say("处理后运行 emergency execute ", "mend it, then run emergency execute ")
            + alert.subject();
    return alert.diagnosis().isEmpty()
        ? wording.say("运行 emergency diagnose ", "run emergency diagnose ")
            + alert.subject()
            + wording.say("；", "; ")
            + again
        : wording.say("阅读 ", "read ")
            + alert.diagnosis()
            + "/diagnosis.md"
            + wording.say("；", "; ")
            + again;
  }
}
