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
 * @param interval between two checks
 * @param startPeriod for so long from its start a container may fail it
 * @param cut whether the engine executes other words than these
 */
public record HealthSettings(
    List<String> test,
    Duration timeout,
    int retries,
    Duration interval,
    Duration startPeriod,
    boolean cut) {
  /** What engines take where nothing is said. */
  private static final Duration USUAL = Duration.ofSeconds(30);

  private static final int USUAL_RETRIES = 3;

  /** There is no check. */
  public static final HealthSettings NONE = of(List.of());

  public HealthSettings {
    test = List.copyOf(test);
  }

  /** These words, and what engines take for the rest. */
  public static HealthSettings of(List<String> test) {
    return new HealthSettings(test, USUAL, USUAL_RETRIES, USUAL, Duration.ZERO, false);
  }

  public boolean exists() {
    return !test.isEmpty() && !test.getFirst().equals("NONE");
  }

  /**
   * The same with the words of the compose file. Podman's API puts a check's words together and
   * cuts them apart at blanks: {@code ["CMD", "sh", "-c", "exit 1"]} becomes {@code sh -c exit} and
   * is healthy.
   */
  public HealthSettings saying(List<String> words) {
    return !exists() || words.isEmpty() || meaning(words).equals(meaning(test))
        ? this
        : new HealthSettings(words, timeout, retries, interval, startPeriod, true);
  }

  /** A shell is given one text. */
  private static List<String> meaning(List<String> words) {
    return words.getFirst().equals("CMD-SHELL")
        ? List.of(words.getFirst(), String.join(" ", words.subList(1, words.size())))
        : words;
  }

  /** Reads one element of what {@code inspect} prints. */
  static HealthSettings of(JsonNode inspected) {
    JsonNode check = inspected.path("Config").path("Healthcheck");
    var words = new ArrayList<String>();
    check.path("Test").forEach(word -> words.add(word.asText()));
    int retries = check.path("Retries").asInt();
    return new HealthSettings(
        words,
        duration(check.path("Timeout"), USUAL),
        retries > 0 ? retries : USUAL_RETRIES,
        duration(check.path("Interval"), USUAL),
        duration(check.path("StartPeriod"), Duration.ZERO),
        false);
  }

  private static Duration duration(JsonNode nanoseconds, Duration otherwise) {
    return nanoseconds.asLong() > 0 ? Duration.ofNanos(nanoseconds.asLong()) : otherwise;
  }
}
