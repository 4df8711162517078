package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.List;

/** Runs {@code podman healthcheck run}, where nobody serves Podman's API. */
final class CommandHealthCheck implements HealthCheck {
  private static final int FAILING = 1;

  private final Engine engine;

  CommandHealthCheck(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Result run(Container container, Duration patience) throws InterruptedException {
    Completion check = engine.run(patience, List.of("healthcheck", "run", container.id()));
    if (check.succeeded()) {
      return Result.HEALTHY;
    }
    if (check.timedOut()) {
      return Result.failing("its health check did not end in " + patience.toSeconds() + " s");
    }
    return check.exitCode() == FAILING
        ? Result.failing("its health check fails")
        : Result.changed(check.text().strip());
  }
}
