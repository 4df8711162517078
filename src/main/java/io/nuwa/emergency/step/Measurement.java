package io.nuwa.emergency.step;

import io.nuwa.emergency.failure.Failure;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What a probe saw. */
public sealed interface Measurement {

  /**
   * A number was measured.
   *
   * @param value compared with the gate's thresholds
   * @param exact the same number as it was told, where {@code value} may have rounded it: then it
   *     is the one that is compared
   * @param text for people, naming what is wrong: {@code 4 of 5 healthy: prometheus is exited}
   * @param cause what a ladder can work on, when something is wrong
   * @param evidence the raw measurement
   */
  record Measured(
      double value,
      Optional<BigDecimal> exact,
      String text,
      Optional<Failure> cause,
      List<Evidence> evidence)
      implements Measurement {
    public Measured {
      evidence = List.copyOf(evidence);
    }

    /** A number that was counted or reckoned here, and is not rounded. */
    public Measured(double value, String text, Optional<Failure> cause, List<Evidence> evidence) {
      this(value, Optional.empty(), text, cause, evidence);
    }
  }

  /** Nothing could be measured: the verdict is {@code unknown}, which is never a pass. */
  record Unmeasured(Failure why) implements Measurement {}
}
