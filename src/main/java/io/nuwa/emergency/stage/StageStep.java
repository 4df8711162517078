package io.nuwa.emergency.stage;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Writes the stage file unless it names this stage already. */
record StageStep(Path home, StageFeature.StageSettings settings) implements Step {

  @Override
  public String id() {
    return "set";
  }

  @Override
  public String intent(Values values) {
    return "set the project's stage to %s in %s"
        .formatted(values.readable(settings.stage()), values.readable(settings.file()));
  }

  @Override
  public StepResult run(StepInput input) {
    String name = settings.file();
    try {
      name = input.values().resolve(settings.file());
      Path file = home.resolve(name);
      String stage = input.values().resolve(settings.stage());
      Optional<StageFile> before = StageFile.read(file);
      if (before.isPresent() && before.get().stage().equals(stage)) {
        return StepResult.Done.of(
            "stage is %s since %s already".formatted(stage, before.get().since()));
      }
      AtomicFile.write(file, new StageFile(stage, input.time().instant(), input.run()).json());
      return StepResult.Done.of(
          before
              .map(old -> "stage %s -> %s in %s".formatted(old.stage(), stage, file.getFileName()))
              .orElseGet(() -> "stage set to %s in %s".formatted(stage, file.getFileName())));
    } catch (MissingValueException e) {
      return failed(FailureClass.CONFIGURATION, "the project's stage: " + e.getMessage());
    } catch (StageFile.BrokenStageFileException e) {
      return failed(
          FailureClass.CONFIGURATION,
          name + " cannot be read: " + e.getMessage() + "; mend it or move it away");
    } catch (AccessDeniedException e) {
      return failed(FailureClass.PERMISSION, name + " may not be written: " + e.getMessage());
    } catch (IOException e) {
      return failed(kind(e), name + " could not be written: " + e.getMessage());
    }
  }

  private static FailureClass kind(IOException e) {
    String reason = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
    boolean full = reason != null && reason.toLowerCase(Locale.ROOT).contains("no space left");
    return full ? FailureClass.NO_SPACE : FailureClass.UNKNOWN;
  }

  private static StepResult failed(FailureClass kind, String summary) {
    return new StepResult.Failed(Failure.of(kind, summary, ""));
  }
}
