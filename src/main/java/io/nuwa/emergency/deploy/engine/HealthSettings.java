package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A container's health check as its compose file or its image says it.
 *
 * @param test its words; empty when it has none
 * @param timeout a check that takes longer has failed
 * @param retries how many times running it must fail before the container counts as unhealthy
 */
public record HealthSettings(List<String> test, Duration timeout, int retries) {
  /** What engines take where nothing is said. */
  private static final Duration USUAL_TIMEOUT = Duration.ofSeconds(30);

  private static final int USUAL_RETRIES = 3;

  /** There is no check. */
  public static final HealthSettings NONE = of(List.of());

  public HealthSettings {
    test = List.copyOf(test);
  }

  /** These words, and what engines take for the rest. */
  public static HealthSettings of(List<String> test) {
    return new HealthSettings(test, USUAL_TIMEOUT, USUAL_RETRIES);
  }

  public boolean exists() {
    return !test.isEmpty() && !test.getFirst().equals("NONE");
  }

  /** Reads one element of what {@code inspect} prints. */
  static HealthSettings of(JsonNode inspected) {
    JsonNode check = inspected.path("Config").path("Healthcheck");
    var words = new ArrayList<String>();
    check.path("Test").forEach(word -> words.add(word.asText()));
    long timeout = check.path("Timeout").asLong();
    int retries = check.path("Retries").asInt();
    return new HealthSettings(
        words,
        timeout > 0 ? Duration.ofNanos(timeout) : USUAL_TIMEOUT,
        retries > 0 ? retries : USUAL_RETRIES);
  }
}
