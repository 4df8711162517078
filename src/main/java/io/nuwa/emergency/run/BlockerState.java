package io.nuwa.emergency.run;

import io.nuwa.emergency.failure.FailureClass;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How a blocker stands after the events so far.
 *
 * @param outline its names and gates
 * @param status where it stands
 * @param round the current round of its tasks; 0 before the first
 * @param done the steps that are recorded as done, or as having nothing to do, in this round, with
 *     what they said
 * @param inFlight the step that began and did not end
 * @param readings the last reading of each gate that was measured
 * @param repairs the remedies that were tried
 * @param note the latest thing worth telling: a failure, a remedy, a reason
 * @param resolvedAt when it was resolved last; empty while it is not
 * @param resolvedBy the role that it was resolved under
 * @param lastAssignment the role that was asked last to take over, closed since or not
 */
public record BlockerState(
    BlockerOutline outline,
    Status status,
    int round,
    Map<StepKey, String> done,
    Optional<StepKey> inFlight,
    Map<String, Reading> readings,
    Repairs repairs,
    String note,
    Optional<Instant> resolvedAt,
    Optional<String> resolvedBy,
    Optional<Assignment> lastAssignment) {

  /** Whose it is now: the role that is asked to take over, else its owner. */
  public String asked() {
    return assigned().map(Assignment::role).orElse(outline.owner());
  }

  /** The role that is asked to take over, until the blocker is resolved. */
  public Optional<Assignment> assigned() {
    return lastAssignment.filter(Assignment::isOpen);
  }

  static BlockerState pending(BlockerOutline outline) {
    return new BlockerState(
        outline,
        Status.PENDING,
        0,
        Map.of(),
        Optional.empty(),
        Map.of(),
        Repairs.NONE,
        "",
        Optional.empty(),
        Optional.empty(),
        Optional.empty());
  }

  /** Whether every gate's last reading is a pass, and there is a gate at all. */
  public boolean allGatesPass() {
    for (BlockerOutline.GateOutline gate : outline.gates()) {
      Reading reading = readings.get(gate.id());
      if (reading == null || reading.verdict() != Verdict.PASS) {
        return false;
      }
    }
    return !outline.gates().isEmpty();
  }

  /** Whether all its tasks have run to an end: only then are all its gates measured. */
  public boolean tasksRan() {
    return switch (status) {
      case PENDING -> false;
      case RESOLVED, PARTIALLY_RESOLVED, FAILED -> true;
      case IN_PROGRESS -> readings.size() == outline.gates().size();
    };
  }

  /** Whether it was resolved, turned red again, and no task has run since. */
  public boolean wasReopened() {
    return status == Status.IN_PROGRESS && round == 0;
  }

  /**
   * The same blocker as a changed plan has it. Other tasks have to run; a gate that means something
   * else has not been measured yet, so a blocker that was resolved has to be so again.
   */
  BlockerState adopting(BlockerOutline changed) {
    if (!outline.worksAs(changed)) {
      return planned(changed, Status.PENDING, Map.of(), "its tasks were changed in the plan");
    }
    var kept = new TreeMap<String, Reading>();
    String other = "";
    for (BlockerOutline.GateOutline gate : changed.gates()) {
      if (!outline.hasSame(gate)) {
        other = gate.id();
      } else if (readings.containsKey(gate.id())) {
        kept.put(gate.id(), readings.get(gate.id()));
      }
    }
    if (status == Status.RESOLVED && !other.isEmpty()) {
      return planned(
          changed, Status.IN_PROGRESS, kept, "the gate " + other + " was changed in the plan");
    }
    return new BlockerState(
        changed,
        status,
        round,
        done,
        inFlight,
        kept,
        repairs,
        note,
        resolvedAt,
        resolvedBy,
        lastAssignment);
  }

  /** Not resolved, and with no task behind it. */
  private BlockerState planned(
      BlockerOutline changed, Status next, Map<String, Reading> kept, String reason) {
    return new BlockerState(
        changed,
        next,
        0,
        Map.of(),
        Optional.empty(),
        kept,
        repairs.over(),
        reason,
        Optional.empty(),
        Optional.empty(),
        lastAssignment);
  }

  BlockerState roundStarted(int next) {
    if (status == Status.RESOLVED) {
      throw illegal("start a round");
    }
    return new BlockerState(
        outline,
        Status.IN_PROGRESS,
        next,
        Map.of(),
        Optional.empty(),
        readings,
        repairs,
        note,
        resolvedAt,
        resolvedBy,
        lastAssignment);
  }

  BlockerState stepStarted(StepKey step) {
    require(Status.IN_PROGRESS, "start step " + step);
    return copy(status, round, done, Optional.of(step), note);
  }

  BlockerState stepEnded(StepKey step, String summary) {
    require(Status.IN_PROGRESS, "end step " + step);
    return copy(status, round, Appended.plus(done, step, summary), Optional.empty(), summary);
  }

  BlockerState stepFailed(StepKey step, FailureNote failure) {
    require(Status.IN_PROGRESS, "fail a step");
    return copy(status, round, done, Optional.empty(), failure.summary())
        .repaired(repairs.failed(step), failure.summary());
  }

  BlockerState remedyTried(
      String remedy, Symptom symptom, RemedyOutcome outcome, String summary, Instant at) {
    require(Status.IN_PROGRESS, "try remedy " + remedy);
    return repaired(repairs.tried(remedy, symptom, outcome, at), summary);
  }

  BlockerState remedyJudged(String subject, boolean moved) {
    require(Status.IN_PROGRESS, "judge a remedy");
    return repaired(repairs.judged(subject, moved), note);
  }

  private BlockerState repaired(Repairs more, String nextNote) {
    return new BlockerState(
        outline,
        status,
        round,
        done,
        inFlight,
        readings,
        more,
        nextNote,
        resolvedAt,
        resolvedBy,
        lastAssignment);
  }

  BlockerState measured(String gate, Reading reading) {
    if (!outline.hasGate(gate)) {
      throw illegal("measure gate '" + gate + "', which it does not have");
    }
    var more = new TreeMap<>(readings);
    more.put(gate, reading);
    return new BlockerState(
        outline,
        status,
        round,
        done,
        inFlight,
        more,
        repairs,
        note,
        resolvedAt,
        resolvedBy,
        lastAssignment);
  }

  BlockerState resolved(Instant at, String by) {
    require(Status.IN_PROGRESS, "be resolved");
    if (!allGatesPass()) {
      throw illegal("be resolved while a gate does not read pass");
    }
    return new BlockerState(
        outline,
        Status.RESOLVED,
        round,
        done,
        Optional.empty(),
        readings,
        repairs.over(),
        "",
        Optional.of(at),
        Optional.of(by),
        assigned().map(asked -> asked.closed(at)).or(() -> lastAssignment));
  }

  BlockerState reopened(String reason) {
    require(Status.RESOLVED, "be reopened");
    return new BlockerState(
        outline,
        Status.IN_PROGRESS,
        0,
        Map.of(),
        Optional.empty(),
        readings,
        repairs.over(),
        reason,
        Optional.empty(),
        Optional.empty(),
        lastAssignment);
  }

  BlockerState failed(String reason) {
    require(Status.IN_PROGRESS, "fail");
    boolean some = false;
    for (Reading reading : readings.values()) {
      some |= reading.verdict() == Verdict.PASS;
    }
    return new BlockerState(
        outline,
        some ? Status.PARTIALLY_RESOLVED : Status.FAILED,
        0,
        Map.of(),
        Optional.empty(),
        readings,
        repairs.over(),
        reason,
        resolvedAt,
        resolvedBy,
        assigned().map(Assignment::spent).or(() -> lastAssignment));
  }

  /** A role is asked; the same one, asked again, goes on with what it was asked before. */
  BlockerState assigned(String role, FailureClass kind, String reason, Instant at) {
    return asked(
        assigned()
            .map(
                before ->
                    before.role().equals(role)
                        ? before.again(kind, reason)
                        : before.handedTo(role, kind, reason, at))
            .orElse(Assignment.of(role, kind, reason, at)));
  }

  BlockerState diagnosed(Instant at) {
    return assigned().map(asked -> asked(asked.diagnosed(at))).orElse(this);
  }

  private BlockerState asked(Assignment assignment) {
    return new BlockerState(
        outline,
        status,
        round,
        done,
        inFlight,
        readings,
        repairs,
        note,
        resolvedAt,
        resolvedBy,
        Optional.of(assignment));
  }

  private BlockerState copy(
      Status next,
      int nextRound,
      Map<StepKey, String> nextDone,
      Optional<StepKey> flying,
      String nextNote) {
    return new BlockerState(
        outline,
        next,
        nextRound,
        nextDone,
        flying,
        readings,
        repairs,
        nextNote,
        resolvedAt,
        resolvedBy,
        lastAssignment);
  }

  private void require(Status needed, String what) {
    if (status != needed) {
      throw illegal(what);
    }
  }

  private IllegalTransitionException illegal(String what) {
    return new IllegalTransitionException(
        outline.id() + " is " + status.id() + " (round " + round + ") and cannot " + what);
  }
}
