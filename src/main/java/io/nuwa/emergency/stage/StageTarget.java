package io.nuwa.emergency.stage;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Which stage in which file, and what can go wrong with that.
 *
 * @param home what the file is relative to
 */
record StageTarget(Path home, StageFeature.StageSettings settings) {

  /** What is done with the file, once it is known. */
  interface Effect {
    StepResult on(Path file, String stage) throws IOException;
  }

  /** The stage, as a dry run shows it. */
  String stage(Values values) {
    return values.readable(settings.stage());
  }

  /** The file, as a dry run shows it. */
  String file(Values values) {
    return values.readable(settings.file());
  }

  /** Has it done, and says what could not be. */
  StepResult with(StepInput input, Effect effect) {
    String name = settings.file();
    try {
      name = input.values().resolve(settings.file());
      return effect.on(home.resolve(name), input.values().resolve(settings.stage()));
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
