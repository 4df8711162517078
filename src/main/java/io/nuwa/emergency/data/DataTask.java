package io.nuwa.emergency.data;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Task;
import java.util.stream.Stream;

/**
 * A task of the kind {@code generate-data}.
 *
 * @param id the task's id
 * @param owner under which name its rows are known in the database
 */
record DataTask(String id, String owner, DataSettings settings) {
  static final String KIND = "generate-data";

  /** The fact that says that unique values of others must be avoided from now on. */
  String avoidFact() {
    return "data.avoid-taken." + id;
  }

  static DataTask of(Task task, Plan plan) {
    if (task.settings() instanceof DataSettings settings) {
      return new DataTask(task.id(), plan.name() + "/" + task.id(), settings);
    }
    throw new IllegalArgumentException(task.id() + " is no task of the kind " + KIND);
  }

  /** All tasks of this kind in a plan, in its order. */
  static Stream<DataTask> all(Plan plan) {
    return plan.blockers().stream()
        .flatMap(blocker -> blocker.tasks().stream())
        .filter(task -> task.kind().equals(KIND))
        .map(task -> of(task, plan));
  }
}
