package io.nuwa.emergency.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * How what can give rise to an alert stands in a state. An alert ends where it is {@link #clear};
 * that a state does not say it fires is no end: a new run has not measured everything yet, and a
 * plan may leave something out.
 *
 * @param firing what fires
 * @param clear was measured, and is as it should be
 * @param unmeasured belongs to the run, and was not measured so far
 */
public record AlertStanding(
    List<Alert> firing, Set<Alert.Subject> clear, Set<Alert.Subject> unmeasured) {
  public AlertStanding {
    firing = List.copyOf(firing);
    clear = Set.copyOf(clear);
    unmeasured = Set.copyOf(unmeasured);
  }

  /** How it stands in this state. */
  public static AlertStanding of(RunState state) {
    List<Alert> firing = Alert.firing(state);
    var clear = clear(state);
    var unmeasured = all(state);
    Set<Alert.Subject> subjects =
        firing.stream().map(Alert::about).collect(Collectors.toUnmodifiableSet());
    clear.removeAll(subjects);
    unmeasured.removeAll(subjects);
    unmeasured.removeAll(clear);
    return new AlertStanding(firing, clear, unmeasured);
  }

  /** The same with what a watch says of itself. */
  public AlertStanding with(WatchSight sight) {
    return switch (sight) {
      case WatchSight.Unknown _ -> this;
      case WatchSight.Sees _ -> {
        var seen = new HashSet<>(clear);
        seen.add(Alert.WATCH);
        yield new AlertStanding(firing, seen, unmeasured);
      }
      case WatchSight.Blind blind -> {
        var more = new ArrayList<>(firing);
        more.add(Alert.blind(blind));
        yield new AlertStanding(more, clear, unmeasured);
      }
    };
  }

  /**
   * Whether it is over. The guards are asked before anything else of a run, and what does not last
   * is not recorded: one of which a state says nothing has no reason to act.
   */
  public boolean isClear(Alert.Subject subject) {
    return clear.contains(subject)
        || (subject.alert().equals(Alert.GUARD)
            && firing.stream().noneMatch(alert -> alert.about().equals(subject)));
  }

  private static Set<Alert.Subject> clear(RunState state) {
    var clear = new HashSet<Alert.Subject>();
    for (Map.Entry<String, BlockerState> blocker : state.blockers().entrySet()) {
      for (Map.Entry<String, Reading> reading : blocker.getValue().readings().entrySet()) {
        if (reading.getValue().verdict() != Verdict.ALERT
            && reading.getValue().verdict() != Verdict.UNKNOWN) {
          clear.add(gate(blocker.getKey(), reading.getKey()));
        }
      }
      if (isResolved(state, blocker.getKey())) {
        clear.add(new Alert.Subject(Alert.NOT_RESOLVED, blocker.getKey()));
      }
    }
    // One that another run missed is over when this run has measured what it was about.
    for (CheckpointOutline point : state.watched().clock().checkpoints()) {
      boolean measured =
          point.blockers().isEmpty()
              ? state.allResolved()
              : point.blockers().stream().allMatch(id -> isResolved(state, id));
      if (measured) {
        clear.add(new Alert.Subject(Alert.MISSED, point.id()));
      }
    }
    for (Event.CheckpointReached reached : state.checkpoints().values()) {
      if (reached.met()) {
        clear.add(new Alert.Subject(Alert.MISSED, reached.checkpoint()));
      }
    }
    for (Event.RiskJudged risk : state.watched().risks().values()) {
      if (risk.standing() == RiskStanding.GONE) {
        clear.add(new Alert.Subject(Alert.RISK_SEEN, risk.risk()));
      }
    }
    return clear;
  }

  private static Set<Alert.Subject> all(RunState state) {
    var all = new HashSet<Alert.Subject>();
    all.add(Alert.WATCH);
    for (BlockerState blocker : state.blockers().values()) {
      String id = blocker.outline().id();
      all.add(new Alert.Subject(Alert.NOT_RESOLVED, id));
      blocker.outline().gates().forEach(gate -> all.add(gate(id, gate.id())));
    }
    PlanClock clock = state.watched().clock();
    clock.checkpoints().forEach(point -> all.add(new Alert.Subject(Alert.MISSED, point.id())));
    clock.risks().forEach(id -> all.add(new Alert.Subject(Alert.RISK_SEEN, id)));
    return all;
  }

  private static Alert.Subject gate(String blocker, String gate) {
    return new Alert.Subject(Alert.GATE, Alert.subject(blocker, gate));
  }

  private static boolean isResolved(RunState state, String blocker) {
    BlockerState known = state.blockers().get(blocker);
    return known != null && known.status() == Status.RESOLVED;
  }
}
