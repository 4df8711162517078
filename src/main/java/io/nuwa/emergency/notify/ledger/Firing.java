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
 * @param run in which it began; it outlives that run until it was measured to be over
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

  /** What fires in a state, with what its receivers are told besides. */
  static List<Firing> of(List<Alert> firing, RunState state, Plan plan, Path home, Values values) {
    return firing.stream().map(alert -> of(alert, state, plan, home, values)).toList();
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

  /** What it is about. */
  Alert.Subject about() {
    return new Alert.Subject(name, subject);
  }

  /** Whether both are about the same thing, though it may be worse by now, or another's task. */
  boolean isAboutTheSame(Firing other) {
    return plan.equals(other.plan) && about().equals(other.about());
  }

  /** Whether this is still what another run began to tell of; a checkpoint is missed once a run. */
  boolean goesOn(Firing known) {
    return isAboutTheSame(known) && !run.equals(known.run) && !name.equals(Alert.MISSED);
  }

  /** The same alert as one of the run in which it began. */
  Firing begunIn(String first) {
    return new Firing(
        name, first, plan, title, subject, severity, role, coordinator, summary, diagnosis, since);
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
