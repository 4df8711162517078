package io.nuwa.emergency.control;

import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.run.clock.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What every door shows of a run: terminal, JSON, web, agents.
 *
 * @param title of the plan
 * @param run its id; empty when no run was started yet
 * @param startedAt when its time box began; empty when no run was started yet
 * @param now when this view was made
 * @param timeBox how long the time box is
 * @param nextCheck when everything is to be measured again; empty without a run or after its end
 * @param blockers in the order of the plan
 * @param decision the last one; UNDECIDED before the first
 * @param reasons for it
 * @param runningPid the process that works on the run right now
 * @param measuredNow whether the gates were measured for this view
 * @param warnings what the reader should know, such as a file that contradicts the journal
 * @param watch the clock, risks and guards; empty when no run was started yet
 * @param monitor who watches over the home folder right now
 */
public record StatusView(
    String title,
    Optional<String> run,
    Optional<Instant> startedAt,
    Instant now,
    Duration timeBox,
    Optional<Instant> nextCheck,
    List<BlockerView> blockers,
    Decision decision,
    List<String> reasons,
    Optional<Long> runningPid,
    boolean measuredNow,
    List<String> warnings,
    Optional<Watch> watch,
    Optional<Monitor> monitor) {
  public StatusView {
    blockers = List.copyOf(blockers);
    reasons = List.copyOf(reasons);
    warnings = List.copyOf(warnings);
  }

  /** A view without clock, risks and guards, that nobody watches. */
  public StatusView(
      String title,
      Optional<String> run,
      Optional<Instant> startedAt,
      Instant now,
      Duration timeBox,
      Optional<Instant> nextCheck,
      List<BlockerView> blockers,
      Decision decision,
      List<String> reasons,
      Optional<Long> runningPid,
      boolean measuredNow,
      List<String> warnings) {
    this(
        title,
        run,
        startedAt,
        now,
        timeBox,
        nextCheck,
        blockers,
        decision,
        reasons,
        runningPid,
        measuredNow,
        warnings,
        Optional.empty(),
        Optional.empty());
  }

  /**
   * The process of {@code emergency monitor} that lives here.
   *
   * @param since when it was started
   */
  public record Monitor(long pid, Instant since) {}

  /**
   * What is watched beside the blockers.
   *
   * @param decided whether the decision is final
   * @param risks the last judgement of each
   * @param guards the last act of each
   */
  public record Watch(
      Clock clock, boolean decided, List<Event.RiskJudged> risks, List<Event.GuardActed> guards) {
    public Watch {
      risks = List.copyOf(risks);
      guards = List.copyOf(guards);
    }

    /** What is watched in this state. */
    static Watch of(RunState state, Instant now) {
      return new Watch(
          Clock.of(state, now),
          state.decided(),
          List.copyOf(state.watched().risks().values()),
          List.copyOf(state.watched().guards().values()));
    }
  }

  /**
   * One blocker.
   *
   * @param verified resolved, and every gate's last reading is a pass that we measured
   * @param claimed its status comes from a file that no run of ours wrote
   * @param note the latest thing worth telling; may be empty
   * @param doing the step in flight, while somebody works on it
   */
  public record BlockerView(
      String id,
      String title,
      String owner,
      Status status,
      boolean verified,
      boolean claimed,
      Optional<Instant> resolvedAt,
      Optional<String> resolvedBy,
      int round,
      String note,
      Optional<String> doing,
      List<GateView> gates) {
    public BlockerView {
      gates = List.copyOf(gates);
    }
  }

  /**
   * One gate.
   *
   * @param verdict empty when it was never measured
   */
  public record GateView(
      String id,
      String title,
      Optional<Verdict> verdict,
      OptionalDouble value,
      String text,
      Optional<Instant> measuredAt) {}

  /** How many blockers are resolved and verified, or claimed to be resolved. */
  public long resolved() {
    long resolved = 0;
    for (BlockerView blocker : blockers) {
      resolved += blocker.status() == Status.RESOLVED ? 1 : 0;
    }
    return resolved;
  }

  /** How many blockers are resolved and verified. */
  public long verified() {
    long verified = 0;
    for (BlockerView blocker : blockers) {
      verified += blocker.verified() ? 1 : 0;
    }
    return verified;
  }

  /** Whether every blocker is resolved and verified; a claim is not enough. */
  public boolean allVerified() {
    return !blockers.isEmpty() && verified() == blockers.size();
  }
}
