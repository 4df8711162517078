package io.nuwa.emergency.deploy.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.deploy.socket.HttpAnswer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Has Podman's API service run the check. A check that hangs is ended by interrupting the thread.
 */
final class SocketHealthCheck implements HealthCheck {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Machine machine;
  private final Path socket;

  SocketHealthCheck(Machine machine, Path socket) {
    this.machine = machine;
    this.socket = socket;
  }

  @Override
  public Result run(Container container, Duration patience) throws InterruptedException {
    try {
      return read(
          machine.get(
              socket, "/v4.0.0/libpod/containers/" + container.id() + "/healthcheck", patience));
    } catch (IOException e) {
      return Result.changed("Podman's API at " + socket + " did not answer: " + e.getMessage());
    }
  }

  /** Understands an answer. */
  static Result read(HttpAnswer answer) {
    try {
      JsonNode json = JSON.readTree(answer.body());
      if (!answer.ok()) {
        return Result.changed(
            json.path("cause").asText("Podman's API answered " + answer.status()));
      }
      // This is the outcome of the check just run; the recorded state only turns after retries.
      return json.path("Status").asText().equals("healthy")
          ? Result.HEALTHY
          : Result.failing("its health check fails");
    } catch (JsonProcessingException e) {
      return Result.changed("Podman's API answered no JSON: " + e.getOriginalMessage());
    }
  }
}
