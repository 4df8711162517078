package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Something that somebody must look at now: what {@link #firing} says of a state, so that an alert
 * is never sent that the journal does not bear out.
 *
 * @param name of the kind of alert, such as {@code BlockerNotResolved}
 * @param subject what it is about: the id of a blocker, a checkpoint or a risk, a gate with its
 *     blocker ({@code B-1/ports}), or the name of a guard
 * @param severity how bad it is
 * @param role who is asked; empty when nobody in particular is
 * @param summary one line for people
 * @param since when it began; empty where the state does not say
 * @param diagnosis the folder of the diagnosis that was taken, seen from the home folder
 */
public record Alert(
    String name,
    String subject,
    Severity severity,
    String role,
    String summary,
    Optional<Instant> since,
    Optional<String> diagnosis) {

  /** A ladder was spent, or work ended, and a role was asked to take over. */
  public static final String NOT_RESOLVED = "BlockerNotResolved";

  /** A checkpoint's time came and what it expects was not true. */
  public static final String MISSED = "CheckpointMissed";

  /**
   * A risk that the plan watches was measured, was there, and was not measured to be gone since.
   */
  public static final String RISK_SEEN = "RiskSeen";

  /** A gate was measured, and its number satisfies what the plan calls an alert. */
  public static final String GATE = "GateInAlert";

  /** A guard of the machine's resources keeps new work waiting, or asks for help. */
  public static final String GUARD = "GuardActs";

  /** A watch cannot look. The journal cannot say so: it may be what fails. */
  public static final String WATCH_BLIND = "WatchBlind";

  /** What every alert of a watch that cannot look is about. */
  static final Subject WATCH = new Subject(WATCH_BLIND, "watch");

  /**
   * What an alert is about, however bad it is and whoever is asked.
   *
   * @param alert the name of the kind of alert
   * @param id as in {@link Alert#subject}
   */
  public record Subject(String alert, String id) {}

  /** What it is about. */
  public Subject about() {
    return new Subject(name, subject);
  }

  /** One of which the state says neither its beginning nor a diagnosis. */
  public Alert(String name, String subject, Severity severity, String role, String summary) {
    this(name, subject, severity, role, summary, Optional.empty(), Optional.empty());
  }

  /** All that fires in this state: blockers first, then gates, checkpoints, risks and guards. */
  public static List<Alert> firing(RunState state) {
    var alerts = new ArrayList<Alert>();
    for (BlockerState blocker : state.blockers().values()) {
      // A new attempt is not the end of an alert: only green gates are.
      blocker
          .assigned()
          .filter(Assignment::workEnded)
          .ifPresent(asked -> alerts.add(notResolved(blocker.outline().id(), asked, state)));
    }
    for (BlockerState blocker : state.blockers().values()) {
      blocker.readings().forEach((gate, reading) -> inAlert(blocker, gate, reading, alerts));
    }
    state.checkpoints().values().stream()
        .filter(point -> !point.met())
        .forEach(
            point ->
                alerts.add(
                    new Alert(MISSED, point.checkpoint(), point.severity(), "", point.reason())));
    state.watched().sightings().values().forEach(sighting -> alerts.add(seen(sighting)));
    state.watched().guards().values().stream()
        .filter(acted -> acted.what().lasts())
        .forEach(
            acted ->
                alerts.add(new Alert(GUARD, acted.guard(), Severity.YELLOW, "", acted.text())));
    return List.copyOf(alerts);
  }

  /** That a watch cannot look. */
  static Alert blind(WatchSight.Blind blind) {
    return new Alert(
        WATCH.alert(),
        WATCH.id(),
        Severity.RED,
        "",
        "the watch has not been able to look: " + blind.reason(),
        Optional.of(blind.since()),
        Optional.empty());
  }

  private static void inAlert(
      BlockerState blocker, String gate, Reading reading, List<Alert> alerts) {
    if (reading.verdict() == Verdict.ALERT) {
      alerts.add(
          new Alert(
              GATE,
              subject(blocker.outline().id(), gate),
              Severity.YELLOW,
              blocker.asked(),
              reading.text()));
    }
  }

  static String subject(String blocker, String gate) {
    return blocker + "/" + gate;
  }

  private static Alert notResolved(String blocker, Assignment asked, RunState state) {
    return new Alert(
        NOT_RESOLVED,
        blocker,
        state.decision() == Decision.NO_GO ? Severity.CRITICAL : Severity.RED,
        asked.role(),
        "[" + asked.kind().id() + "] " + asked.reason(),
        Optional.of(asked.since()),
        asked.diagnosedAt().map(at -> DiagnosisName.path(blocker, at)));
  }

  /** What cannot be measured any longer is not over. */
  private static Alert seen(RiskSighting sighting) {
    Event.RiskJudged risk = sighting.seen();
    String text =
        sighting
            .blindSince()
            .map(
                at ->
                    "cannot be measured since %s (%s); when it was measured last: %s"
                        .formatted(at.truncatedTo(ChronoUnit.SECONDS), sighting.why(), risk.text()))
            .orElse(risk.text());
    return new Alert(
        RISK_SEEN,
        risk.risk(),
        risk.severity(),
        "",
        risk.title() + ": " + text,
        Optional.of(sighting.since()),
        Optional.empty());
  }
}
