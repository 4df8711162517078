package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.Access;
import io.nuwa.emergency.data.injection.TestData;
import io.nuwa.emergency.data.injection.Wanted;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.StepInput;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A task of the kind {@code generate-data}.
 *
 * @param id the task's id
 * @param owner under which name its rows are known in the database
 * @param service of the stack that is the database, where its url: names a port of the plan
 */
record DataTask(String id, String owner, DataSettings settings, Optional<String> service) {
  static final String KIND = "generate-data";

  /** The fact that says that unique values of others must be avoided from now on. */
  String avoidFact() {
    return "data.avoid-taken." + id;
  }

  /** The fact that says which database its rows were put into. */
  String databaseFact() {
    return "data.database." + id;
  }

  /** What may be done with its rows, in the database that they were put into. */
  TestData testData(Access access, Values values) {
    return new TestData(access, settings.rows(), values.fact(databaseFact()));
  }

  boolean avoids(Values values) {
    return values.fact(avoidFact()).filter("true"::equals).isPresent();
  }

  /**
   * The rows that it wants now.
   *
   * @param avoid whether to keep clear of unique values that others hold
   */
  Wanted wanted(StepInput input, boolean avoid) {
    // In UTC, as the database reckons in the container: nothing lies in the future for either.
    LocalDate today = LocalDate.ofInstant(input.time().instant(), ZoneOffset.UTC);
    return new Wanted(owner, settings.rows(), settings.seed(), today, avoid);
  }

  /** The tasks that a failure is about: the one that it names, else all. */
  static List<DataTask> meant(Plan plan, Failure failure) {
    String named = failure.details().get("task");
    return all(plan).filter(task -> named == null || task.id().equals(named)).toList();
  }

  static DataTask of(Task task, Plan plan) {
    if (task.settings() instanceof DataSettings settings) {
      String owner = plan.name() + "/" + task.id();
      return new DataTask(task.id(), owner, settings, service(settings, plan));
    }
    throw new IllegalArgumentException(task.id() + " is no task of the kind " + KIND);
  }

  private static Optional<String> service(DataSettings settings, Plan plan) {
    return Values.VARIABLE
        .matcher(settings.url())
        .results()
        .map(variable -> variable.group(1))
        .filter(name -> name.startsWith(Values.PORT))
        .findFirst()
        .flatMap(
            name ->
                plan.stack()
                    .flatMap(stack -> stack.serviceAt(name.substring(Values.PORT.length()))));
  }

  /** All tasks of this kind in a plan, in its order. */
  static Stream<DataTask> all(Plan plan) {
    return plan.blockers().stream()
        .flatMap(blocker -> blocker.tasks().stream())
        .filter(task -> task.kind().equals(KIND))
        .map(task -> of(task, plan));
  }
}
