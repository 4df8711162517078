package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.SqlFailures;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;

/** Waits until the database answers, but only while waiting can help. */
record ReachStep(DataTask task) implements Step {
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** A database that comes up needs seconds; one that does not needs a remedy. */
  private static final Duration LONGEST = Duration.ofMinutes(1);

  @Override
  public String id() {
    return "reach";
  }

  @Override
  public String intent(Values values) {
    return "wait until " + values.readable(task.settings().url()) + " answers";
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    return Attempt.at(
        "reach the database",
        task,
        () -> task.settings().access(input.values()),
        access -> {
          Instant enough = input.time().instant().plus(LONGEST);
          while (true) {
            try {
              String version = task.testData(access, input.values()).version(input.left());
              return StepResult.Done.of("PostgreSQL " + version + " answers at " + access.url());
            } catch (SQLException e) {
              Failure failure = SqlFailures.classify("reach the database", access, e);
              boolean late =
                  input.left().compareTo(PAUSE) <= 0 || input.time().instant().isAfter(enough);
              if (!passing(failure) || late) {
                throw e;
              }
              input.progress().at("waiting for " + access.url(), -1);
              input.time().pause(PAUSE);
            }
          }
        },
        StepResult.Failed::new);
  }

  private static boolean passing(Failure failure) {
    return failure.kind() == FailureClass.NOT_READY
        || failure.kind() == FailureClass.NAME_RESOLUTION
        || failure.kind() == FailureClass.TIMEOUT;
  }
}
