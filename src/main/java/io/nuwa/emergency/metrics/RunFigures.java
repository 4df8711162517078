package io.nuwa.emergency.metrics;

import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.Alert;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyHistory;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * What the folded state says.
 *
 * @param sheet where it is put down
 */
record RunFigures(Sheet sheet) {
  /** How a checkpoint can stand, as the page calls it. */
  private enum Standing {
    PENDING("pending"),
    MET("met"),
    MISSED("missed");

    private final String id;

    Standing(String id) {
      this.id = id;
    }
  }

  void of(RunState state, Plan plan, Instant now) {
    sheet.put(Figure.RUN, 1, state.plan(), state.run());
    sheet.put(Figure.RUN_START, state.startedAt());
    sheet.put(Figure.TIME_BOX, state.timeBox());
    sheet.put(Figure.REMAINING, Duration.between(now, state.deadline()));
    sheet.put(Figure.LAST_EVENT, state.lastAt());
    for (Decision decision : Decision.values()) {
      sheet.flag(Figure.DECISION, state.decision() == decision, decision.id());
    }
    checkpoints(state, plan);
    alerts(state);
    state.blockers().forEach((id, blocker) -> blocker(id, blocker));
  }

  private void checkpoints(RunState state, Plan plan) {
    List<Checkpoint> planned = plan.timeBox().checkpoints();
    var ids = new LinkedHashSet<String>();
    planned.forEach(point -> ids.add(point.id()));
    // A plan that was changed may have dropped one that was reached.
    ids.addAll(state.checkpoints().keySet());
    for (String id : ids) {
      var reached = Optional.ofNullable(state.checkpoints().get(id));
      Standing standing =
          reached
              .map(point -> point.met() ? Standing.MET : Standing.MISSED)
              .orElse(Standing.PENDING);
      for (Standing one : Standing.values()) {
        sheet.flag(Figure.CHECKPOINT, one == standing, id, one.id);
      }
    }
    planned.forEach(
        point -> sheet.put(Figure.CHECKPOINT_DUE, state.startedAt().plus(point.at()), point.id()));
  }

  private void alerts(RunState state) {
    List<Alert> firing = Alert.firing(state);
    for (Severity severity : Severity.values()) {
      long count = firing.stream().filter(alert -> alert.severity() == severity).count();
      sheet.put(Figure.ALERTS, count, severity.id());
    }
  }

  private void blocker(String id, BlockerState blocker) {
    for (Status status : Status.values()) {
      sheet.flag(Figure.BLOCKER_STATUS, blocker.status() == status, id, status.id());
    }
    sheet.flag(Figure.BLOCKER_RESOLVED, blocker.status() == Status.RESOLVED, id);
    if (blocker.status() == Status.RESOLVED) {
      blocker.resolvedAt().ifPresent(at -> sheet.put(Figure.BLOCKER_RESOLVED_AT, at, id));
    }
    sheet.put(Figure.BLOCKER_ROUND, blocker.round(), id);
    for (BlockerOutline.GateOutline gate : blocker.outline().gates()) {
      gate(id, gate.id(), Optional.ofNullable(blocker.readings().get(gate.id())));
    }
    blocker.repairs().history().forEach((key, history) -> remedy(id, key, history));
  }

  private void gate(String blocker, String gate, Optional<Reading> reading) {
    Verdict said = reading.map(Reading::verdict).orElse(Verdict.UNKNOWN);
    for (Verdict verdict : Verdict.values()) {
      sheet.flag(Figure.GATE_VERDICT, said == verdict, blocker, gate, verdict.id());
    }
    reading.ifPresent(known -> sheet.put(Figure.GATE_MEASURED, known.at(), blocker, gate));
    // A value that nobody trusts is none: 0 could read as a pass, or as a fall.
    if (said != Verdict.UNKNOWN) {
      reading.orElseThrow().value().ifPresent(v -> sheet.put(Figure.GATE_VALUE, v, blocker, gate));
    }
  }

  private void remedy(String blocker, String key, RemedyHistory history) {
    String[] names = key.split("/", 2);
    for (RemedyOutcome outcome : RemedyOutcome.values()) {
      sheet.put(
          Figure.REMEDIES_TRIED, history.tries(outcome), blocker, names[0], names[1], outcome.id());
    }
    sheet.put(Figure.REMEDIES_JUDGED, history.moved(), blocker, names[0], names[1], "true");
    sheet.put(Figure.REMEDIES_JUDGED, history.idle(), blocker, names[0], names[1], "false");
  }
}
