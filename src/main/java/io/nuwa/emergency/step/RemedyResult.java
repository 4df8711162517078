package io.nuwa.emergency.step;

import io.nuwa.emergency.failure.Failure;
import java.util.List;
import java.util.Map;

/** How a remedy ended. */
public sealed interface RemedyResult {

  /**
   * It changed something; what failed is tried and measured again.
   *
   * @param summary one line: what was changed
   * @param facts changed facts, such as {@code port.text2sql -> 18000}
   * @param evidence raw output worth keeping
   */
  record Applied(String summary, Map<String, String> facts, List<Evidence> evidence)
      implements RemedyResult {
    public Applied {
      facts = Map.copyOf(facts);
      evidence = List.copyOf(evidence);
    }

    public static Applied of(String summary) {
      return new Applied(summary, Map.of(), List.of());
    }
  }

  /** This failure is not of the sort that it cures; the next rung is tried. */
  record NotApplicable(String reason) implements RemedyResult {}

  /**
   * Others were quicker, such as an engine that restarts what died: nothing was done, which is no
   * merit of this remedy and costs it nothing, and what failed is measured again.
   */
  record Overtaken(String reason) implements RemedyResult {}

  /** It was tried and failed itself. */
  record Failed(Failure failure) implements RemedyResult {}
}
