package io.nuwa.emergency.failure;

import java.util.Map;

/**
 * A classified failure.
 *
 * @param kind its class
 * @param summary one line that names the thing and what is wrong with it
 * @param evidence the raw text in which it was recognised, such as an engine's error output
 * @param details what a remedy needs to know, such as {@code port -> 8000}
 */
public record Failure(
    FailureClass kind, String summary, String evidence, Map<String, String> details) {
  public Failure {
    details = Map.copyOf(details);
  }

  public static Failure of(FailureClass kind, String summary, String evidence) {
    return new Failure(kind, summary, evidence, Map.of());
  }
}
