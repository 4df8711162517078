package io.nuwa.emergency.deploy.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.deploy.socket.HttpAnswer;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Has Podman's API service run the check. A check that hangs is ended by interrupting the thread.
 */
final class SocketHealthCheck implements HealthCheck {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;

  private final Machine machine;
  private final Path socket;
  private final HealthCheck otherwise;

  /**
   * Over this socket.
   *
   * @param otherwise is taken when the service gives no plain answer
   */
  SocketHealthCheck(Machine machine, Path socket, HealthCheck otherwise) {
    this.machine = machine;
    this.socket = socket;
    this.otherwise = otherwise;
  }

  @Override
  public Result run(Container container, Duration patience) throws InterruptedException {
    String path = "/v4.0.0/libpod/containers/" + container.id() + "/healthcheck";
    // Somewhat less than what there is, so that there is time to ask whose fault the silence is.
    Duration waiting = patience.multipliedBy(4).dividedBy(5);
    Optional<Result> said;
    try {
      said = read(machine.get(socket, path, waiting));
    } catch (SocketTimeoutException e) {
      return answers(patience.dividedBy(10))
          ? Result.endless(container, waiting)
          : Result.unasked("Podman's API at " + socket + " does not answer any more");
    } catch (IOException e) {
      said = Optional.empty();
    }
    return said.isPresent() ? said.get() : otherwise.run(container, patience);
  }

  private boolean answers(Duration patience) throws InterruptedException {
    try {
      return machine.get(socket, "/_ping", patience).ok();
    } catch (IOException silent) {
      return false;
    }
  }

  /** Understands an answer; empty when it says nothing of the check. */
  static Optional<Result> read(HttpAnswer answer) {
    JsonNode json;
    try {
      json = JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
    if (answer.status() == NOT_FOUND || answer.status() == CONFLICT) {
      return Optional.of(
          Result.changed(json.path("cause").asText("Podman's API answered " + answer.status())));
    }
    // This is the outcome of the check just run; the recorded state only turns after retries.
    String status = answer.ok() ? json.path("Status").asText() : "";
    return switch (status) {
      case "" -> Optional.empty();
      case "healthy" -> Optional.of(Result.HEALTHY);
      default -> Optional.of(Result.failing("its health check fails"));
    };
  }
}
