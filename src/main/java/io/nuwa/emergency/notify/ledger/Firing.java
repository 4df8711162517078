package io.nuwa.emergency.notify.ledger;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.Alert;
import io.nuwa.emergency.run.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An alert with all that a receiver is told of it, kept until its end was told.
 *
 * @param name of the kind of alert
 * @param run whose alert it is
 * @param plan the short name of the run's plan
 * @param title of the plan
 * @param subject a blocker's, a checkpoint's or a risk's id
 * @param role who is asked; empty when nobody in particular is
 * @param coordinator who watches over it; empty when the plan names nobody
 * @param summary one line for people
 * @param diagnosis the folder of its diagnosis, seen from the home folder; empty when there is none
 * @param since when it began; the same in every message about it
 */
public record Firing(
    String name,
    String run,
    String plan,
    String title,
    String subject,
    Severity severity,
    String role,
    String coordinator,
    String summary,
    String diagnosis,
    Instant since) {
  private static final int LONGEST_SUMMARY = 400;
  private static final int LONGEST_TITLE = 80;

  /** All that fires in this state, in the order in which it says so. */
  static List<Firing> of(RunState state, Plan plan, Path home, Values values) {
    return Alert.firing(state).stream().map(alert -> of(alert, state, plan, home, values)).toList();
  }

  private static Firing of(Alert alert, RunState state, Plan plan, Path home, Values values) {
    return new Firing(
        alert.name(),
        state.run(),
        state.plan(),
        cut(state.title(), LONGEST_TITLE),
        alert.subject(),
        alert.severity(),
        alert.role(),
        plan.coordinator().orElse(""),
        cut(values.conceal(alert.summary()), LONGEST_SUMMARY),
        alert.diagnosis().filter(folder -> Files.isDirectory(home.resolve(folder))).orElse(""),
        alert.since().or(() -> checkpoint(alert, state, plan)).orElse(state.lastAt()));
  }

  /** A checkpoint is missed at its time, whenever that is noticed. */
  private static Optional<Instant> checkpoint(Alert alert, RunState state, Plan plan) {
    return plan.timeBox().checkpoints().stream()
        .filter(point -> alert.name().equals(Alert.MISSED) && point.id().equals(alert.subject()))
        .map(point -> state.startedAt().plus(point.at()))
        .filter(at -> !at.isAfter(state.lastAt()))
        .findFirst();
  }

  /** What makes it this alert: the labels that Alertmanager knows it by. */
  String key() {
    return String.join("\n", run, plan, name, subject, severity.id(), role);
  }

  /** Whether both are about the same thing, though it may be worse by now, or another's task. */
  boolean isAboutTheSame(Firing other) {
    return run.equals(other.run) && name.equals(other.name) && subject.equals(other.subject);
  }

  /** The same alert with the beginning that was told before. */
  Firing beginning(Instant told) {
    return new Firing(
        name, run, plan, title, subject, severity, role, coordinator, summary, diagnosis, told);
  }

  private static String cut(String text, int longest) {
    if (text.length() <= longest) {
      return text;
    }
    int end = Character.isHighSurrogate(text.charAt(longest - 2)) ? longest - 2 : longest - 1;
    return text.substring(0, end) + "…";
  }
}
