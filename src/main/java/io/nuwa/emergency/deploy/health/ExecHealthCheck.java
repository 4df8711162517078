package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Executes the words of the check inside the container. Docker has no command to run a check at
 * once, and what its daemon recorded may be as old as the check's interval.
 */
final class ExecHealthCheck implements HealthCheck {
  private static final Pattern CHANGED =
      Pattern.compile("is not running|No such container|is paused|is restarting");

  private final Engine engine;

  ExecHealthCheck(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Result run(Container container, Duration patience) throws InterruptedException {
    var words = new ArrayList<>(List.of("exec", container.id()));
    words.addAll(command(container.healthTest()));
    Completion check = engine.run(patience, words);
    if (check.succeeded()) {
      return Result.HEALTHY;
    }
    if (check.timedOut()) {
      return Result.failing("its health check did not end in " + patience.toSeconds() + " s");
    }
    return CHANGED.matcher(check.stderr()).find()
        ? Result.changed(check.stderr().strip())
        : Result.failing("its health check fails (code " + check.exitCode() + ")");
  }

  private static List<String> command(List<String> test) {
    List<String> rest = test.subList(1, test.size());
    return switch (test.getFirst()) {
      case "CMD" -> rest;
      case "CMD-SHELL" -> List.of("/bin/sh", "-c", String.join(" ", rest));
      // Older images leave the first word out and mean the shell.
      default -> List.of("/bin/sh", "-c", String.join(" ", test));
    };
  }
}
