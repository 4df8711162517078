package io.nuwa.emergency.control;

import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.memory.Claims;
import io.nuwa.emergency.memory.Claims.Claim;
import io.nuwa.emergency.memory.Claims.Unreadable;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.memory.WatchBeat;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.PlanChange;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Says how things stand, from the journal. Status files are only looked at to warn of one that says
 * something else, or to show, as a claim, what was there before any run of ours. Without streams,
 * because it is asked often and answers before a JVM has warmed up to them.
 */
public final class ReadStatus {
  private final Workplace workplace;
  private final Time time;

  public ReadStatus(Workplace workplace, Time time) {
    this.workplace = workplace;
    this.time = time;
  }

  /** A state file cannot be read, and nothing else tells what it would. */
  public static final class UnreadableStateException extends RuntimeException {
    UnreadableStateException(String message) {
      super(message);
    }
  }

  /**
   * Reads.
   *
   * @param plan the plan here, which a run is compared with; where it cannot be read a run is shown
   *     and not believed
   */
  public StatusView read(Supplier<RunOutline> plan) {
    return read(plan, RunHistory.glance(workplace.memory().journal()));
  }

  /** The same from a journal that is at hand. */
  StatusView read(Supplier<RunOutline> plan, RunHistory history) {
    var warnings = new ArrayList<String>();
    history
        .reading()
        .damage()
        .ifPresent(
            damage ->
                warnings.add(
                    workplace.memory().journal()
                        + " is damaged at line "
                        + damage.line()
                        + " ("
                        + damage.reason()
                        + "); shown is what stands before it. 'emergency execute' keeps a copy and"
                        + " goes on from there"));
    if (history.state().isEmpty()) {
      List<Claim> claims = claims();
      return ofClaims(outline(plan, claims), claims, warnings);
    }
    RunState state = history.state().get();
    StatusView view = ofRun(state, warnings);
    return history.reading().damage().isPresent()
        ? Doubts.ofAll(view)
        : compared(view, state, plan);
  }

  /** What is shown of a run whose plan reads otherwise now is not believed of the plan. */
  private static StatusView compared(StatusView view, RunState state, Supplier<RunOutline> plan) {
    RunOutline here;
    try {
      here = plan.get();
    } catch (InvalidConfigurationException | PlanLoader.MissingPlanException e) {
      String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      return Doubts.ofAll(
          view.warned("the plan cannot be read, so the run cannot be compared with it: " + first));
    }
    return Doubts.of(view, PlanChange.between(state, here), here);
  }

  /** The view of a run whose state is at hand: what was just driven need not be read again. */
  public StatusView of(RunState state) {
    return ofRun(state, new ArrayList<>());
  }

  private StatusView ofRun(RunState state, List<String> warnings) {
    contradictions(state).forEach(warnings::add);
    Instant now = time.instant();
    Optional<StatusView.Monitor> monitor = monitor();
    if (monitor.isPresent() && monitor.get().silentSince().isPresent()) {
      warnings.add(
          "process %d watches no more: it has not looked since %s, as it is stopped or stuck; end it and start 'emergency monitor --daemon' again"
              .formatted(monitor.get().pid(), monitor.get().silentSince().get()));
    }
    monitor
        .flatMap(StatusView.Monitor::blind)
        .ifPresent(
            blind ->
                warnings.add(
                    "process %d watches, but has not been able to look since %s: %s; see logs/monitor.log"
                        .formatted(monitor.get().pid(), blind.since(), blind.reason())));
    Optional<Long> pid = RunLock.holder(workplace.memory()).map(RunLock.Holder::pid);
    var blockers = new ArrayList<BlockerView>();
    for (BlockerState blocker : state.blockers().values()) {
      blockers.add(view(blocker, pid.isPresent()));
    }
    return new StatusView(
        state.title(),
        Optional.of(state.run()),
        Optional.of(state.startedAt()),
        now,
        state.timeBox(),
        monitor.filter(StatusView.Monitor::watches).flatMap(_ -> nextCheck(state, now)),
        blockers,
        state.decision(),
        state.reasons(),
        pid,
        false,
        warnings,
        Optional.of(StatusView.Watch.of(state, now)),
        monitor);
  }

  /** One small file; whoever it names is asked for in the table of processes. */
  private Optional<StatusView.Monitor> monitor() {
    Optional<RunLock.Holder> holder = RunLock.holder(workplace.memory(), RunLock.Kind.WATCH);
    if (holder.isEmpty()) {
      return Optional.empty();
    }
    RunLock.Holder watch = holder.get();
    return Optional.of(
        new StatusView.Monitor(
            watch.pid(),
            watch.startedAt(),
            WatchBeat.silentSince(workplace.memory(), watch, time.instant()),
            WatchBeat.blind(workplace.memory(), watch)));
  }

  private static Optional<Instant> nextCheck(RunState state, Instant now) {
    Duration every = state.checkEvery();
    if (!now.isBefore(state.deadline()) || every.isZero()) {
      return Optional.empty();
    }
    // Not Duration.dividedBy, which calculates with decimals of any length: slow in a cold JVM.
    long elapsed = Math.max(0, Duration.between(state.startedAt(), now).toNanos());
    long passed = elapsed / every.toNanos();
    Instant next = state.startedAt().plus(every.multipliedBy(passed + 1));
    return Optional.of(next.isAfter(state.deadline()) ? state.deadline() : next);
  }

  private static BlockerView view(BlockerState blocker, boolean running) {
    var gates = new ArrayList<GateView>();
    for (BlockerOutline.GateOutline gate : blocker.outline().gates()) {
      gates.add(view(gate, Optional.ofNullable(blocker.readings().get(gate.id()))));
    }
    return new BlockerView(
        blocker.outline().id(),
        blocker.outline().title(),
        blocker.outline().owner(),
        blocker.status(),
        blocker.status() == Status.RESOLVED && blocker.allGatesPass(),
        false,
        blocker.resolvedAt(),
        blocker.resolvedBy(),
        blocker.round(),
        blocker.note(),
        blocker.inFlight().filter(step -> running).map(StepKey::toString),
        gates);
  }

  private static GateView view(BlockerOutline.GateOutline gate, Optional<Reading> reading) {
    return new GateView(
        gate.id(),
        gate.title(),
        reading.map(Reading::verdict),
        reading.map(Reading::value).orElseGet(OptionalDouble::empty),
        reading.map(Reading::text).orElse(""),
        reading.map(Reading::at));
  }

  /** Files that say something else than the journal: forged, damaged, or left by somebody else. */
  private List<String> contradictions(RunState state) {
    var warnings = new ArrayList<String>();
    for (Claims.FileReading reading : Claims.readAll(workplace.memory())) {
      if (reading instanceof Unreadable broken) {
        warnings.add(
            broken.file()
                + " cannot be read ("
                + broken.reason()
                + "); the journal is shown, and 'emergency execute' sets the file aside");
      } else if (reading instanceof Claim claim) {
        for (BlockerState blocker : state.blockers().values()) {
          if (claim.isAbout(blocker.outline().id()) && blocker.status() != claim.status()) {
            warnings.add(contradiction(claim, blocker));
          }
        }
      }
    }
    return warnings;
  }

  private static String contradiction(Claim claim, BlockerState blocker) {
    return claim.file()
        + " says "
        + blocker.outline().id()
        + " is "
        + claim.status().id()
        + ", the journal says "
        + blocker.status().id()
        + ": the file is not believed";
  }

  /** Where no plan is, the files that somebody left name the blockers themselves. */
  private RunOutline outline(Supplier<RunOutline> plan, List<Claim> claims) {
    try {
      return plan.get();
    } catch (PlanLoader.NoPlanHereException e) {
      if (claims.isEmpty()) {
        throw e;
      }
    }
    var blockers = new ArrayList<BlockerOutline>();
    for (Claim claim : claims) {
      blockers.add(new BlockerOutline(claim.blocker(), claim.blocker(), "", List.of()));
    }
    return new RunOutline("", "", workplace.home().toString(), Duration.ZERO, blockers);
  }

  private List<Claim> claims() {
    var claims = new ArrayList<Claim>();
    for (Claims.FileReading reading : Claims.readAll(workplace.memory())) {
      if (reading instanceof Unreadable broken) {
        throw new UnreadableStateException(
            broken.file()
                + " cannot be read: "
                + broken.reason()
                + "; mend it or move it away, it was left as it is");
      } else if (reading instanceof Claim claim) {
        claims.add(claim);
      }
    }
    return claims;
  }

  private StatusView ofClaims(RunOutline plan, List<Claim> claims, List<String> warnings) {
    var blockers = new ArrayList<BlockerView>();
    for (BlockerOutline blocker : plan.blockers()) {
      blockers.add(view(blocker, about(blocker.id(), claims)));
    }
    return new StatusView(
        plan.title(),
        Optional.empty(),
        Optional.empty(),
        time.instant(),
        plan.timeBox(),
        Optional.empty(),
        blockers,
        Decision.UNDECIDED,
        List.of(),
        RunLock.holder(workplace.memory()).map(RunLock.Holder::pid),
        false,
        warnings,
        Optional.empty(),
        monitor());
  }

  private static Optional<Claim> about(String blocker, List<Claim> claims) {
    for (Claim claim : claims) {
      if (claim.isAbout(blocker)) {
        return Optional.of(claim);
      }
    }
    return Optional.empty();
  }

  /** A blocker of which nothing but the plan is known, or a claim. */
  static BlockerView view(BlockerOutline outline, Optional<Claim> claim) {
    var gates = new ArrayList<GateView>();
    for (BlockerOutline.GateOutline gate : outline.gates()) {
      gates.add(view(gate, Optional.<Reading>empty()));
    }
    return new BlockerView(
        outline.id(),
        outline.title(),
        outline.owner(),
        claim.map(Claim::status).orElse(Status.PENDING),
        false,
        claim.isPresent(),
        claim.flatMap(Claim::resolvedAt),
        claim.flatMap(Claim::resolvedBy),
        0,
        claim.map(c -> "claimed by " + c.file().getFileName()).orElse(""),
        Optional.empty(),
        gates);
  }

  /** A gate as it was measured for this very look. */
  static GateView measured(BlockerOutline.GateOutline gate, Reading reading) {
    return view(gate, Optional.of(reading));
  }

  static boolean passes(GateView gate) {
    return gate.verdict().filter(verdict -> verdict == Verdict.PASS).isPresent();
  }
}
