package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A container as the engine described it a moment ago.
 *
 * @param id the whole id
 * @param name without a leading slash
 * @param project the compose project; empty for one that was started by hand
 * @param service the compose service that it runs; empty likewise, and for whatever compose would
 *     not call that service: one that somebody ran once ({@code compose run}), and one that only
 *     has the labels
 * @param status the engine's word, such as {@code running}, {@code exited}, {@code created}
 * @param exitCode of its last process; meaningless while it runs
 * @param outOfMemory whether the kernel killed it for want of memory
 * @param restarts whether and how often the engine itself brings it back after it died
 * @param health its health check
 * @param published the ports of this machine that it publishes
 * @param image the name of the image that it was made from, as the compose file writes it
 * @param imageId the image that this name stood for then
 * @param attachment to networks
 * @param pid of its first process on the engine's machine; 0 when it does not run
 * @param startedAt when that process was started; empty when that is not said
 * @param configuration with what it was made
 */
public record Container(
    String id,
    String name,
    String project,
    String service,
    String status,
    int exitCode,
    boolean outOfMemory,
    Restarts restarts,
    HealthSettings health,
    List<PublishedPort> published,
    String image,
    String imageId,
    Attachment attachment,
    long pid,
    Optional<Instant> startedAt,
    Configuration configuration) {
  private static final int KILLED_BY_SIGNAL = 137;
  private static final int ASKED_TO_END = 143;

  /** As the last part of an image's name. */
  private static final Pattern DATABASE =
      Pattern.compile(
          "(^|[/_-])(postgres|postgresql|postgis|timescaledb|mysql|mariadb|percona|mongo|mongodb"
              + "|redis|valkey|clickhouse|cassandra|elasticsearch|opensearch|influxdb|neo4j|couchdb"
              + "|cockroach|mssql|oracle|etcd|minio|rabbitmq)([:@_-][^/]*)?$");

  /** The label with the id of the image that it went back to: Podman writes another name for it. */
  public static final String FORMER_IMAGE = "emergency.former-image";

  private static final Pattern IMAGE_ID = Pattern.compile("(sha256:)?[0-9a-f]{12,64}");
  private static final Pattern MADE_ONCE = Pattern.compile(".+_tmp\\d+");

  public Container {
    published = List.copyOf(published);
  }

  /** The same with the words of its compose file for its health check. */
  public Container saying(List<String> test) {
    return new Container(
        id,
        name,
        project,
        service,
        status,
        exitCode,
        outOfMemory,
        restarts,
        health.saying(test),
        published,
        image,
        imageId,
        attachment,
        pid,
        startedAt,
        configuration);
  }

  /** The numbers of the ports of this machine that it publishes. */
  public Set<Integer> hostPorts() {
    return published.stream().map(PublishedPort::number).collect(Collectors.toSet());
  }

  public boolean running() {
    return status.equals("running");
  }

  public boolean paused() {
    return status.equals("paused");
  }

  /** Somebody has asked it to end, and its process has not ended yet. */
  public boolean stopping() {
    return status.equals("stopping");
  }

  /** It was made and has never run, as a failed start leaves it. */
  public boolean neverStarted() {
    return status.equals("created") || status.equals("configured") || status.equals("initialized");
  }

  /** It ended because somebody, or the kernel, killed it. */
  public boolean killed() {
    return !running() && !paused() && (outOfMemory || exitCode == KILLED_BY_SIGNAL);
  }

  /** It ended as one does that was asked to: well, or by the signal that engines ask with. */
  public boolean endedOrderly() {
    return !running() && !paused() && !outOfMemory && (exitCode == 0 || exitCode == ASKED_TO_END);
  }

  /** Its process has ended. */
  public boolean ended() {
    return status.equals("exited") || status.equals("dead") || status.equals("stopped");
  }

  /** It has ended and will not come back by itself. */
  public boolean dead() {
    return ended() && !restarts.policy();
  }

  /** Why nobody reaches it though it runs; empty when somebody may. */
  public Optional<String> cutOff() {
    return running() ? attachment.trouble(service) : Optional.empty();
  }

  public boolean hasHealthCheck() {
    return health.exists();
  }

  /** Whether it is a database that keeps its data nowhere but in itself. */
  public boolean holdsDataItself() {
    return DATABASE.matcher(image).find()
        && configuration.volumes().isEmpty()
        && !configuration.keeps();
  }

  /** For people: the state, with what explains it. */
  public String state() {
    if (running() || paused() || neverStarted()) {
      return status;
    }
    return status + " (code " + exitCode + (outOfMemory ? ", out of memory" : "") + ")";
  }

  /** Reads one element of what {@code inspect} prints; Docker and Podman agree on these fields. */
  static Container of(JsonNode inspected) {
    JsonNode state = inspected.path("State");
    JsonNode labels = inspected.path("Config").path("Labels");
    String name = inspected.path("Name").asText().replaceFirst("^/", "");
    return new Container(
        inspected.path("Id").asText(),
        name,
        label(labels, "project"),
        isOfService(labels, name) ? label(labels, "service") : "",
        state.path("Status").asText(),
        state.path("ExitCode").asInt(),
        state.path("OOMKilled").asBoolean(),
        Restarts.of(inspected),
        HealthSettings.of(inspected),
        PublishedPort.of(inspected),
        labels.path(FORMER_IMAGE).asText(inspected.path("Config").path("Image").asText("")),
        plainId(inspected.path("Image").asText("")),
        Attachment.of(inspected),
        state.path("Pid").asLong(),
        instant(state.path("StartedAt").asText()),
        Configuration.of(inspected));
  }

  /**
   * What compose would call that service now: it knows its own by the hash of their configuration.
   * What {@code run} makes it marks as made once; podman-compose only gives it another name.
   */
  private static boolean isOfService(JsonNode labels, String name) {
    return !label(labels, "config-hash").isEmpty()
        && !label(labels, "oneoff").equalsIgnoreCase("true")
        && !(labels.has("io.podman.compose.project") && MADE_ONCE.matcher(name).matches());
  }

  static Optional<Instant> instant(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      // Both engines say the year 1 of a container that was never started.
      return Optional.of(instant).filter(Instant.EPOCH::isBefore);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** Whether it was started so lately that its service may still be on its way up. */
  public boolean isYoung(Instant now, Duration age) {
    return running() && startedAt.filter(at -> at.plus(age).isAfter(now)).isPresent();
  }

  /** Whether its image's name stands for another image by now: it was built anew since. */
  public boolean isOutdated(Map<String, String> current) {
    String now = current.get(image);
    return now != null && !imageId.isEmpty() && !now.equals(imageId);
  }

  /** Whether it was made from an image's id: the way back when a newer build did not work. */
  public boolean fromImageId() {
    return IMAGE_ID.matcher(image).matches();
  }

  /** Docker writes {@code sha256:} before an id, Podman does not. */
  static String plainId(String id) {
    return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
  }

  private static String label(JsonNode labels, String name) {
    String compose = labels.path("com.docker.compose." + name).asText("");
    return compose.isEmpty() ? labels.path("io.podman.compose." + name).asText("") : compose;
  }
}
