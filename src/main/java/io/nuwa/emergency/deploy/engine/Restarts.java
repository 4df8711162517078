package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * How often the engine itself has brought a container back after it died. Both engines count anew
 * when somebody starts or restarts it by hand, so that a repair is no restart here.
 *
 * @param policy whether the engine does so at all
 * @param count how often it has done so
 * @param created when the container was made; empty when that is not said
 */
public record Restarts(boolean policy, int count, Optional<Instant> created) {
  /** It is not brought back. */
  public static final Restarts NONE = new Restarts(false, 0, Optional.empty());

  private static final Duration SHORTEST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** It has to run for so many times as long as it did on average before. */
  private static final int TIMES = 3;

  /**
   * For how long a container that was started at this moment must run before it counts as one that
   * does not die again: three times as long as it lived on average before, but no less than 10
   * seconds and no more than 5 minutes. One that crashed quickly until its database was there is
   * soon over it, and one that dies each 90 seconds never gets there.
   */
  public Duration proof(Instant startedAt) {
    Duration lived =
        created
            .filter(made -> count > 0 && made.isBefore(startedAt))
            .map(made -> Duration.between(made, startedAt).dividedBy(count))
            .orElse(Duration.ZERO);
    Duration wanted = lived.multipliedBy(TIMES);
    if (wanted.compareTo(SHORTEST) < 0) {
      return SHORTEST;
    }
    return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }

  /** Reads one element of what {@code inspect} prints. */
  static Restarts of(JsonNode inspected) {
    String name = inspected.path("HostConfig").path("RestartPolicy").path("Name").asText("");
    return new Restarts(
        !name.isEmpty() && !name.equals("no"),
        inspected.path("RestartCount").asInt(),
        Container.instant(inspected.path("Created").asText()));
  }
}
