package io.nuwa.emergency.resource.guard;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Removes old logs when something found no space; the very thing that the disk guard does. */
public final class CleanLogs implements Remedy {
  /** As ladders call it. */
  public static final String NAME = "clean-logs";

  private final DiskGuard guard;

  CleanLogs(DiskGuard guard) {
    this.guard = guard;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "remove old logs in logs/ until " + Bytes.text(guard.limit()) + " are free";
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) {
    try {
      List<Path> low = guard.low();
      if (low.isEmpty()) {
        return new RemedyResult.NotApplicable(
            "each disk has more than " + Bytes.text(guard.limit()) + " free");
      }
      if (!guard.logsAreOn(low)) {
        return new RemedyResult.NotApplicable(guard.seen(low) + "; no logs/ lies there");
      }
      OldLogs.Cleaning cleaning =
          guard.logs().until(guard.limit(), input.time().instant(), guard.runStarted().get());
      String text = guard.seen(low) + "; " + cleaning.text();
      return cleaning.files() == 0
          ? new RemedyResult.NotApplicable(text)
          : RemedyResult.Applied.of(text);
    } catch (IOException e) {
      return new RemedyResult.Failed(
          Failure.of(FailureClass.NO_SPACE, "the disks cannot be read: " + e, ""));
    }
  }
}
