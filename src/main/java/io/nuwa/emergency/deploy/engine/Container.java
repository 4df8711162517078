package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A container as the engine described it a moment ago.
 *
 * @param id the whole id
 * @param name without a leading slash
 * @param project the compose project; empty for one that was started by hand
 * @param service the compose service; empty likewise
 * @param status the engine's word, such as {@code running}, {@code exited}, {@code created}
 * @param exitCode of its last process; meaningless while it runs
 * @param outOfMemory whether the kernel killed it for want of memory
 * @param restarts whether the engine itself brings it back after it died
 * @param healthTest the words of its health check as compose writes them; empty when it has none
 * @param hostPorts the ports of this machine that it publishes
 * @param image the name of the image that it was made from, as the compose file writes it
 * @param imageId the image that this name stood for then
 * @param attachment to networks
 * @param pid of its first process on the engine's machine; 0 when it does not run
 * @param startedAt when that process was started; empty when that is not said
 */
public record Container(
    String id,
    String name,
    String project,
    String service,
    String status,
    int exitCode,
    boolean outOfMemory,
    boolean restarts,
    List<String> healthTest,
    Set<Integer> hostPorts,
    String image,
    String imageId,
    Attachment attachment,
    long pid,
    Optional<Instant> startedAt) {
  private static final int KILLED_BY_SIGNAL = 137;
  private static final int ASKED_TO_END = 143;

  public Container {
    healthTest = List.copyOf(healthTest);
    hostPorts = Set.copyOf(hostPorts);
  }

  public boolean running() {
    return status.equals("running");
  }

  public boolean paused() {
    return status.equals("paused");
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

  /** It has ended and will not come back by itself. */
  public boolean dead() {
    return (status.equals("exited") || status.equals("dead") || status.equals("stopped"))
        && !restarts;
  }

  /** Why nobody reaches it though it runs; empty when somebody may. */
  public Optional<String> cutOff() {
    return running() ? attachment.trouble(service) : Optional.empty();
  }

  public boolean hasHealthCheck() {
    return !healthTest.isEmpty() && !healthTest.getFirst().equals("NONE");
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
    String restart = inspected.path("HostConfig").path("RestartPolicy").path("Name").asText("");
    return new Container(
        inspected.path("Id").asText(),
        inspected.path("Name").asText().replaceFirst("^/", ""),
        label(labels, "project"),
        label(labels, "service"),
        state.path("Status").asText(),
        state.path("ExitCode").asInt(),
        state.path("OOMKilled").asBoolean(),
        !restart.isEmpty() && !restart.equals("no"),
        healthTest(inspected.path("Config").path("Healthcheck").path("Test")),
        hostPorts(inspected),
        inspected.path("Config").path("Image").asText(""),
        plainId(inspected.path("Image").asText("")),
        Attachment.of(inspected),
        state.path("Pid").asLong(),
        instant(state.path("StartedAt").asText()));
  }

  private static Optional<Instant> instant(String text) {
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

  /** Docker writes {@code sha256:} before an id, Podman does not. */
  static String plainId(String id) {
    return id.startsWith("sha256:") ? id.substring("sha256:".length()) : id;
  }

  private static String label(JsonNode labels, String name) {
    String compose = labels.path("com.docker.compose." + name).asText("");
    return compose.isEmpty() ? labels.path("io.podman.compose." + name).asText("") : compose;
  }

  private static List<String> healthTest(JsonNode test) {
    var words = new ArrayList<String>();
    test.forEach(word -> words.add(word.asText()));
    return words;
  }

  private static Set<Integer> hostPorts(JsonNode inspected) {
    var ports = new TreeSet<Integer>();
    for (JsonNode bindings :
        List.of(
            inspected.path("HostConfig").path("PortBindings"),
            inspected.path("NetworkSettings").path("Ports"))) {
      for (JsonNode binding : bindings) {
        binding.forEach(one -> ports.add(one.path("HostPort").asInt()));
      }
    }
    ports.remove(0);
    return ports;
  }
}
