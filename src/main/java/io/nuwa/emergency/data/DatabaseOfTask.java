package io.nuwa.emergency.data;

import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.StepInput;
import java.util.Map;

/** Tells which database a task's address leads to: test results hold for that one alone. */
record DatabaseOfTask(DataTask task) implements IdentitySource {

  @Override
  public Identity identity(StepInput input) throws InterruptedException {
    return Attempt.<Identity>at(
        "ask which database answers",
        task,
        () -> task.settings().access(input.values()),
        access ->
            new Identity.Known(
                Map.of(
                    "database of task " + task.id(),
                    task.testData(access, input.values()).identity(input.left()))),
        Identity.Unknown::new);
  }
}
