package io.nuwa.emergency.stage;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Puts the stage file back to what it was before it named this stage; one that names another stage
 * is left alone.
 */
record StageWithdrawal(StageTarget target) implements Step {

  @Override
  public String id() {
    return "put-back";
  }

  @Override
  public String intent(Values values) {
    return "put the project's stage in %s back to what it was before %s"
        .formatted(target.file(values), target.stage(values));
  }

  @Override
  public StepResult run(StepInput input) {
    return target.with(input, StageWithdrawal::putBack);
  }

  private static StepResult putBack(Path file, String stage) throws IOException {
    Optional<StageFile> known = StageFile.read(file);
    if (known.isEmpty() || !known.get().stage().equals(stage)) {
      return StepResult.Done.of(
          known
              .map(other -> "stage is %s, not %s: left as it is".formatted(other.stage(), stage))
              .orElse("no stage is set: nothing to put back"));
    }
    Optional<StageFile> before = known.get().before();
    if (before.isPresent()) {
      AtomicFile.write(file, before.get().text());
    } else {
      Files.delete(file);
      Folders.sync(file.toAbsolutePath().getParent());
    }
    return StepResult.Done.of(
        before
            .map(old -> "stage %s -> %s in %s".formatted(stage, old.stage(), file.getFileName()))
            .orElseGet(
                () ->
                    "stage %s and %s removed: there was none before"
                        .formatted(stage, file.getFileName())));
  }
}
