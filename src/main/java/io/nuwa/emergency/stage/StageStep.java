package io.nuwa.emergency.stage;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Writes the stage file unless it names this stage already. */
record StageStep(StageTarget target) implements Step {

  @Override
  public String id() {
    return "set";
  }

  @Override
  public String intent(Values values) {
    return "set the project's stage to %s in %s"
        .formatted(target.stage(values), target.file(values));
  }

  @Override
  public StepResult run(StepInput input) {
    return target.with(input, (file, stage) -> set(file, stage, input));
  }

  private static StepResult set(Path file, String stage, StepInput input) throws IOException {
    Optional<StageFile> before = StageFile.read(file);
    if (before.isPresent() && before.get().stage().equals(stage)) {
      return StepResult.Done.of(
          "stage is %s since %s already".formatted(stage, before.get().since()));
    }
    AtomicFile.write(
        file, StageFile.after(before, stage, input.time().instant(), input.run()).text());
    return StepResult.Done.of(
        before
            .map(old -> "stage %s -> %s in %s".formatted(old.stage(), stage, file.getFileName()))
            .orElseGet(() -> "stage set to %s in %s".formatted(stage, file.getFileName())));
  }
}
