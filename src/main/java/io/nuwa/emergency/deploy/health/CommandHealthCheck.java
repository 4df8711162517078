package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** Runs {@code podman healthcheck run}, where nobody serves Podman's API. */
final class CommandHealthCheck implements HealthCheck {
  private static final int FAILING = 1;
  private static final Pattern CHANGED = Pattern.compile("no such container|is not running");

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
      return Result.endless(container, patience);
    }
    if (check.exitCode() == FAILING) {
      return Result.failing("its health check fails");
    }
    String said = check.text().strip();
    return CHANGED.matcher(said).find() ? Result.changed(said) : Result.unasked(said);
  }
}
