package io.nuwa.emergency.observe.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/**
 * An active target of Prometheus.
 *
 * @param job its label {@code job}
 * @param instance its label {@code instance}
 * @param health {@code up}, {@code down}, or {@code unknown} before its first scrape
 * @param lastError what went wrong in the last scrape; empty when nothing did
 * @param lastScrape when that was; empty before the first one
 * @param duration how long the last scrape took; zero when that is not said
 * @param interval how often it is scraped
 * @param discovery where it comes from and where it leads
 */
public record Target(
    String job,
    String instance,
    String health,
    String lastError,
    Optional<Instant> lastScrape,
    Duration duration,
    Optional<Duration> interval,
    Discovery discovery) {
  private static final Instant NEVER = Instant.EPOCH;
  private static final Duration LATE = Duration.ofSeconds(1);

  /**
   * What is known of a target beside its labels.
   *
   * @param pool the job of the configuration, which relabelling cannot change
   * @param address as it was discovered
   * @param mark that stands beside it in a file of ours
   * @param scraped the URL that is asked
   */
  public record Discovery(String pool, String address, Optional<Mark> mark, String scraped) {}

  static Target read(JsonNode node) {
    return new Target(
        node.at("/labels/job").asText(),
        node.at("/labels/instance").asText(),
        node.path("health").asText("unknown"),
        withoutQueries(node.path("lastError").asText()),
        instant(node.path("lastScrape").asText()),
        Duration.ofNanos((long) (node.path("lastScrapeDuration").asDouble() * 1e9)),
        Durations.parse(node.path("scrapeInterval").asText()),
        discovery(node));
  }

  private static Discovery discovery(JsonNode node) {
    JsonNode labels = node.path("discoveredLabels");
    return new Discovery(
        node.path("scrapePool").asText(),
        labels.path("__address__").asText(),
        Optional.of(labels.path(Mark.LABEL).asText())
            .filter(text -> !text.isEmpty())
            .map(Mark::new),
        node.path("scrapeUrl").asText());
  }

  /** Whether it belongs to this job. */
  boolean isOf(String wanted) {
    return job.equals(wanted) || discovery.pool().equals(wanted);
  }

  public boolean up() {
    return health.equals("up");
  }

  /**
   * Whether it is said to be up while a scrape that should be over is not. Prometheus calls a
   * target up until the next scrape has failed, and one of a service that just died may take until
   * its timeout to do so.
   *
   * @param now by the clock of Prometheus
   */
  boolean doubtful(Instant now) {
    return up()
        && lastScrape.isPresent()
        && interval.isPresent()
        && now.isAfter(
            lastScrape.get().plus(interval.get()).plus(duration).plus(duration).plus(LATE));
  }

  /** For people: {@code mcp-exporter (mcp-exporter:9101) is down: connection refused}. */
  public String readable() {
    return job
        + " ("
        + instance
        + ") is "
        + state()
        + (lastError.isEmpty() ? "" : ": " + lastError);
  }

  private String state() {
    return health.equals("unknown") ? "not scraped yet" : health;
  }

  /** A scrape's address may carry a token as parameter; Prometheus repeats it in its errors. */
  private static String withoutQueries(String error) {
    return error.replaceAll("\\?[^\\s\"]*", "?…").replaceAll("://[^/@\\s\"]*@", "://…@");
  }

  private static Optional<Instant> instant(String text) {
    try {
      return Optional.of(Instant.parse(text)).filter(NEVER::isBefore);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }
}
