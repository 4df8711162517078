package io.nuwa.emergency.step;

import io.nuwa.emergency.failure.Failure;
import java.util.List;
import java.util.Map;

/** How a step ended. */
public sealed interface StepResult {

  /**
   * It did what it is for.
   *
   * @param summary one line with figures
   * @param facts what later work must know, such as a container's name; recorded in the journal
   * @param evidence raw output worth keeping
   */
  record Done(String summary, Map<String, String> facts, List<Evidence> evidence)
      implements StepResult {
    public Done {
      facts = Map.copyOf(facts);
      evidence = List.copyOf(evidence);
    }

    public static Done of(String summary) {
      return new Done(summary, Map.of(), List.of());
    }
  }

  /**
   * There was nothing for it to do, and it claims nothing: what it would serve is not configured.
   *
   * @param reason what is missing and how to bring it
   */
  record Skipped(String reason) implements StepResult {}

  /** It could not; the class of the failure decides what is tried next. */
  record Failed(Failure failure) implements StepResult {}
}
