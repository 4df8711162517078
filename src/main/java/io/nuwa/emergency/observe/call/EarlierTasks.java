package io.nuwa.emergency.observe.call;

import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What has been done by the time that a gate is measured. */
public final class EarlierTasks {
  private EarlierTasks() {}

  /**
   * The settings of the tasks of the gate's blocker and of those that it needs.
   *
   * @param kind of settings
   * @return empty when the measurement belongs to no blocker, as that of a risk
   */
  public static <T extends Settings> Optional<List<T>> of(Gate gate, Plan plan, Class<T> kind) {
    return plan.blockers().stream()
        .filter(blocker -> blocker.gates().contains(gate))
        .findFirst()
        .map(
            blocker -> {
              var done = new HashSet<String>();
              collect(blocker, plan, done);
              return of(
                  plan.blockers().stream().filter(one -> done.contains(one.id())).toList(), kind);
            });
  }

  /** The settings of this kind of the tasks of these blockers. */
  public static <T extends Settings> List<T> of(List<Blocker> blockers, Class<T> kind) {
    return blockers.stream()
        .flatMap(blocker -> blocker.tasks().stream())
        .map(Task::settings)
        .filter(kind::isInstance)
        .map(kind::cast)
        .toList();
  }

  private static void collect(Blocker blocker, Plan plan, Set<String> done) {
    if (done.add(blocker.id())) {
      blocker.needs().stream()
          .flatMap(id -> plan.blocker(id).stream())
          .forEach(needed -> collect(needed, plan, done));
    }
  }
}
