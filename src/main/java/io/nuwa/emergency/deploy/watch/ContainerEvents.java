package io.nuwa.emergency.deploy.watch;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineApi;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.step.SentinelInput;
import io.nuwa.emergency.step.Sighting;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Listens to the engine's own events: what the end of a process does not tell, such as a pause, a
 * health check of its own that turned, or a network that was cut. An engine that is gone is asked
 * again, less and less often, and that it was gone is a sighting too.
 */
record ContainerEvents(Deployment deployment) implements Sentinel {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Set<String> TROUBLE =
      Set.of("die", "died", "kill", "oom", "pause", "stop", "remove", "destroy", "disconnect");
  private static final Set<String> HOPE = Set.of("start", "unpause", "connect");
  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public String name() {
    return "engine-events";
  }

  @Override
  public void watch(SentinelInput input, Consumer<Sighting> report) throws InterruptedException {
    Duration pause = FIRST_PAUSE;
    while (true) {
      long began = input.time().nanoseconds();
      if (listen(input, report)) {
        report.accept(Sighting.of("engine", "its events broke off", List.of("healthy-containers")));
      }
      boolean lasted = input.time().nanoseconds() - began > LONGEST_PAUSE.toNanos();
      pause = lasted ? FIRST_PAUSE : pause;
      input.time().pause(pause);
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /** Whether there was something to listen to, which has ended. */
  private boolean listen(SentinelInput input, Consumer<Sighting> report)
      throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values().get())) {
      case Detection.NotFound none -> false;
      case Detection.Found found -> listen(found.engine(), input, report);
    };
  }

  private boolean listen(Engine engine, SentinelInput input, Consumer<Sighting> report)
      throws InterruptedException {
    try {
      return new EngineApi(engine).events(input.time(), line -> sighting(line).ifPresent(report));
    } catch (IOException e) {
      return true;
    }
  }

  /** What an event says of our stack; empty for all others. */
  Optional<Sighting> sighting(String line) {
    try {
      JsonNode event = JSON.readTree(line);
      String action = action(event);
      boolean trouble = TROUBLE.contains(action) || action.contains("unhealthy");
      if (!trouble && !HOPE.contains(action)) {
        return Optional.empty();
      }
      return subject(event)
          .map(about -> new Sighting(about, action, !trouble, DeploySentinels.CONCERNED));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** In Docker's words: {@code health_status: unhealthy} is one of them, and two of Podman's. */
  private static String action(JsonNode event) {
    String action = event.path("Action").asText(event.path("status").asText());
    String health = event.path("HealthStatus").asText();
    return health.isEmpty() ? action : action + ": " + health;
  }

  /** Which part of our stack an event is about; empty when it is about somebody else's. */
  private Optional<String> subject(JsonNode event) {
    JsonNode about = event.path("Actor").path("Attributes");
    if (event.path("Type").asText().equals("network")) {
      // Docker names a network, and who left it, by id; Podman only who left it.
      String id = about.path("container").asText(event.path("Actor").path("ID").asText());
      String name = about.path("name").asText();
      return deployment
          .seen()
          .known(id)
          .flatMap(container -> service(container.project(), container.service()))
          .or(() -> Optional.of("network " + name).filter(_ -> isOurs(name)));
    }
    return service(
        about.path("com.docker.compose.project").asText(),
        about.path("com.docker.compose.service").asText());
  }

  private boolean isOurs(String network) {
    // By its name alone, since it may be gone: what follows is a look, which changes nothing.
    return network.startsWith(deployment.stack().project() + "_");
  }

  private Optional<String> service(String project, String service) {
    return deployment.stack().project().equals(project)
            && deployment.stack().services().contains(service)
        ? Optional.of(DeploySentinels.subject(service))
        : Optional.empty();
  }
}
