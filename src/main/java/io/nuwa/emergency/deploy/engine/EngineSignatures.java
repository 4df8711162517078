package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;
import io.nuwa.emergency.process.Completion;

/** How Podman, Docker and their compose providers say what is wrong. */
public final class EngineSignatures {
  private EngineSignatures() {}

  /**
   * Classifies the failure of a command.
   *
   * @param summary what was tried, for the reader
   */
  public static Failure classify(String summary, Completion completion) {
    if (completion.timedOut()) {
      return Failure.of(
          FailureClass.TIMEOUT,
          summary + " within " + completion.took().toSeconds() + " s",
          completion.text());
    }
    return KnownSignatures.of("engine").classify(summary, completion.text());
  }
}
