package io.nuwa.emergency.observe.wait;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.time.Instant;

/**
 * Cures {@code series-gap} where the gap is closed and only has to leave the window: what
 * Prometheus did not store cannot be stored afterwards. Waits until then, if its own time lasts
 * that long.
 */
public record WaitForCleanWindow() implements Remedy {
  /** As ladders call it. */
  public static final String NAME = "wait-for-clean-window";

  /** Past the moment itself, for clocks that differ a little. */
  private static final Duration SPARE = Duration.ofSeconds(1);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    String until = failure.details().get("clean-at");
    return "wait until the gap has left the window" + (until == null ? "" : ", at " + until);
  }

  @Override
  public boolean waitsForLong() {
    return true;
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    String until = failure.details().get("clean-at");
    if (failure.kind() != FailureClass.SERIES_GAP || until == null) {
      return new RemedyResult.NotApplicable("there is no gap whose end is known");
    }
    if ("true".equals(failure.details().get("open"))) {
      return new RemedyResult.NotApplicable(
          "the gap is still open: its source must come back first");
    }
    Duration wait = Duration.between(input.time().instant(), Instant.parse(until)).plus(SPARE);
    boolean whole = wait.compareTo(input.left()) <= 0;
    if (!whole) {
      wait = input.left();
    }
    input.progress().at("the gap leaves the window at " + until, -1);
    if (wait.isPositive()) {
      input.time().pause(wait);
    }
    return RemedyResult.Applied.of(
        whole
            ? "waited until " + until + ", when the gap has left the window"
            : "waited " + Durations.write(wait) + " for the gap to leave the window at " + until);
  }
}
