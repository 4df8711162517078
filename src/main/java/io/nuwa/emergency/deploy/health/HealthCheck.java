package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.PodmanService;
import java.time.Duration;

/** Executes a container's own health check, now. */
interface HealthCheck {

  /**
   * Executes it.
   *
   * @param container a running one that has a health check
   * @param patience how long it may take
   */
  Result run(Container container, Duration patience) throws InterruptedException;

  /**
   * What came of it.
   *
   * @param healthy whether the check passed
   * @param changed whether the container is no longer what it was when it was listed
   * @param text why not, when it did not pass
   */
  record Result(boolean healthy, boolean changed, String text) {
    static final Result HEALTHY = new Result(true, false, "");

    static Result failing(String text) {
      return new Result(false, false, text);
    }

    static Result changed(String text) {
      return new Result(false, true, text);
    }
  }

  /** The quickest way with this engine: Podman's API takes half of what its command takes. */
  static HealthCheck with(Engine engine) {
    return switch (engine.kind()) {
      case DOCKER -> new ExecHealthCheck(engine);
      case PODMAN -> {
        var service = new PodmanService(engine);
        yield service.listens()
            ? new SocketHealthCheck(engine.machine(), service.socket().orElseThrow())
            : new CommandHealthCheck(engine);
      }
    };
  }
}
