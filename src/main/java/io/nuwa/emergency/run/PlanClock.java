package io.nuwa.emergency.run;

import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Risk;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a run must remember of its plan to keep the clock of its time box. A journal of before it
 * was recorded has {@link #NONE}.
 *
 * @param phases consecutive parts of the time box
 * @param checkpoints earliest first
 * @param limits of each blocker
 * @param timed the tasks whose time a risk asks for, as {@code blocker/task}: only these are timed,
 *     so that a run of a thousand tasks does not grow by all of them
 * @param risks the ids of those that are watched
 */
public record PlanClock(
    List<Phase> phases,
    List<CheckpointOutline> checkpoints,
    List<Limit> limits,
    List<String> timed,
    List<String> risks) {
  public static final PlanClock NONE =
      new PlanClock(List.of(), List.of(), List.of(), List.of(), List.of());

  public PlanClock {
    phases = List.copyOf(phases);
    checkpoints = List.copyOf(checkpoints);
    limits = List.copyOf(limits);
    timed = List.copyOf(timed);
    risks = List.copyOf(risks);
  }

  /**
   * What a blocker may take.
   *
   * @param deadline counted from the start of the run; the end of the time box when empty
   * @param rounds how many times its tasks may run
   */
  public record Limit(String blocker, Optional<Duration> deadline, int rounds) {}

  public static PlanClock of(Plan plan) {
    return new PlanClock(
        plan.timeBox().phases(),
        plan.timeBox().checkpoints().stream().map(CheckpointOutline::of).toList(),
        plan.blockers().stream().map(b -> new Limit(b.id(), b.deadline(), b.rounds())).toList(),
        plan.vigilance().risks().stream().flatMap(risk -> timed(risk).stream()).distinct().toList(),
        plan.vigilance().risks().stream().map(Risk::id).toList());
  }

  /** The limit of a blocker; empty when the journal does not know it. */
  public Optional<Limit> limit(String blocker) {
    for (Limit limit : limits) {
      if (limit.blocker().equals(blocker)) {
        return Optional.of(limit);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> timed(Risk risk) {
    return switch (risk.sign()) {
      case Risk.Took took -> Optional.of(took.key());
      case Risk.Reads reads -> Optional.empty();
    };
  }
}
