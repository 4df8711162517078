package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.Cleaned;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The remedy {@code clean-own-rows}: takes our rows back and has the next injection keep clear of
 * the unique values that others hold, or it would run into the same row again.
 */
record CleanOwnRows(Plan plan) implements Remedy {
  static final String NAME = "clean-own-rows";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return task(failure)
        .map(
            task ->
                "delete the rows that task "
                    + task.id()
                    + " injected, and only those; then inject"
                    + " again with unique values that nobody holds")
        .orElse("nothing: no task of this plan injected the rows in question");
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    Optional<DataTask> found = task(failure);
    if (failure.kind() != FailureClass.DATA_CONFLICT || found.isEmpty()) {
      return new RemedyResult.NotApplicable(
          "'" + failure.summary() + "' is not about rows that a task of this plan injects");
    }
    DataTask task = found.get();
    return Attempt.at(
        "clean our rows",
        task,
        () -> task.settings().access(input.values()),
        access ->
            applied(task, task.testData(access, input.values()).clean(task.owner(), input.left())),
        RemedyResult.Failed::new);
  }

  private static RemedyResult applied(DataTask task, Cleaned cleaned) {
    return new RemedyResult.Applied(
        cleaned.text() + "; unique values that others hold will be avoided",
        Map.of(task.avoidFact(), "true"),
        List.of(new Evidence("cleaned-rows.txt", cleaned.text())));
  }

  /** The task whose rows are meant: the one that the failure names, else the only one. */
  private Optional<DataTask> task(Failure failure) {
    List<DataTask> all = DataTask.all(plan).toList();
    String named = failure.details().get("task");
    return all.stream()
        .filter(task -> named == null ? all.size() == 1 : task.id().equals(named))
        .findFirst();
  }
}
