package io.nuwa.emergency.step;

import io.nuwa.emergency.failure.Failure;

/** Something that may cure a class of failure. Whether it did is measured afterwards. */
public interface Remedy {

  /** As ladders call it, such as {@code alternate-port}. */
  String name();

  /** What it would do about this failure, in one line. */
  String intent(Failure failure);

  /** Applies it; idempotent, like a step. */
  RemedyResult apply(Failure failure, StepInput input) throws InterruptedException;

  /**
   * Whether it changes nothing and waits for minutes until time has mended it. Whoever comes again
   * by itself leaves it out.
   */
  default boolean waitsForLong() {
    return false;
  }
}
