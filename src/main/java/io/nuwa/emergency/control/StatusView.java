package io.nuwa.emergency.control;

import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.run.WatchSight;
import io.nuwa.emergency.run.clock.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
 * @param nextCheck when the watch measures everything again; empty without a run, after its end,
 *     and where nobody watches
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
   * @param silentSince since when it has given no sign of looking, as it is stopped or stuck; empty
   *     while it watches
   * @param blind since when its looks fail, and why; empty while they do not
   */
  public record Monitor(
      long pid, Instant since, Optional<Instant> silentSince, Optional<WatchSight.Blind> blind) {

    /** Whether it turns, and is able to look. */
    public boolean watches() {
      return silentSince.isEmpty() && blind.isEmpty();
    }
  }

  /**
   * What is watched beside the blockers.
   *
   * @param decided whether the decision is final
   * @param checkEvery how often the plan has everything measured
   * @param risks the last judgement of each
   * @param guards the last act of each
   */
  public record Watch(
      Clock clock,
      boolean decided,
      Duration checkEvery,
      List<Event.RiskJudged> risks,
      List<Event.GuardActed> guards) {
    public Watch {
      risks = List.copyOf(risks);
      guards = List.copyOf(guards);
    }

    /** What is watched in this state. */
    static Watch of(RunState state, Instant now) {
      return new Watch(
          Clock.of(state, now),
          state.decided(),
          state.checkEvery(),
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

    /** This blocker, with its gates as they were just measured, verified or not. */
    BlockerView with(List<GateView> measured, boolean nowVerified) {
      return new BlockerView(
          id,
          title,
          owner,
          status,
          nowVerified,
          claimed,
          resolvedAt,
          resolvedBy,
          round,
          note,
          doing,
          measured);
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

  /** This view, with one thing more that the reader should know. */
  StatusView warned(String warning) {
    var more = new ArrayList<>(warnings);
    more.add(warning);
    return new StatusView(
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
        more,
        watch,
        monitor);
  }

  /** This view, with these blockers and what they leave of the decision. */
  StatusView with(List<BlockerView> changed, Decision left) {
    return new StatusView(
        title,
        run,
        startedAt,
        now,
        timeBox,
        nextCheck,
        changed,
        left,
        left == decision ? reasons : List.of(),
        runningPid,
        measuredNow,
        warnings,
        watch,
        monitor);
  }

  /** This view, of gates that were measured just now. */
  StatusView justMeasured(Instant at) {
    return new StatusView(
        title,
        run,
        startedAt,
        at,
        timeBox,
        nextCheck,
        blockers,
        decision,
        reasons,
        runningPid,
        true,
        warnings,
        watch,
        monitor);
  }

  /**
   * When the oldest of the readings was taken that the blockers stand on; empty when a gate was
   * never measured.
   */
  public Optional<Instant> measuredAt() {
    Instant oldest = null;
    for (BlockerView blocker : blockers) {
      for (GateView gate : blocker.gates()) {
        if (gate.measuredAt().isEmpty()) {
          return Optional.empty();
        }
        Instant at = gate.measuredAt().get();
        oldest = oldest == null || at.isBefore(oldest) ? at : oldest;
      }
    }
    return Optional.ofNullable(oldest);
  }

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
