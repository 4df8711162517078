package io.nuwa.emergency.step;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.SettingsReader;
import io.nuwa.emergency.plan.Task;
import java.util.List;

/** A kind of task that a feature brings. */
public interface TaskKind extends SettingsReader {

  /** As plans call it, such as {@code compose-up}. */
  String name();

  /** The steps of a task of this kind, in order; same task, same steps. */
  List<Step> steps(Task task, Plan plan);

  /**
   * The steps that take back what a task of this kind did after a GO, when that GO does not hold
   * any longer. They leave alone what somebody else has changed since. None for what cannot be
   * undone: a plan says with {@code on-go-withdrawn} what is to be done instead.
   */
  default List<Step> withdrawal(Task task, Plan plan) {
    return List.of();
  }
}
