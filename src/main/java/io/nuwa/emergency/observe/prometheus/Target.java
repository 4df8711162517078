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
 * @param interval how often it is scraped
 */
public record Target(
    String job,
    String instance,
    String health,
    String lastError,
    Optional<Instant> lastScrape,
    Optional<Duration> interval) {
  private static final Instant NEVER = Instant.EPOCH;

  static Target read(JsonNode node) {
    return new Target(
        node.at("/labels/job").asText(),
        node.at("/labels/instance").asText(),
        node.path("health").asText("unknown"),
        withoutQueries(node.path("lastError").asText()),
        instant(node.path("lastScrape").asText()),
        Durations.parse(node.path("scrapeInterval").asText()));
  }

  public boolean up() {
    return health.equals("up");
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
