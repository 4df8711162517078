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
 * once, and what its daemon recorded may be as old as the check's interval; Podman may have other
 * words than the compose file.
 */
final class ExecHealthCheck implements HealthCheck {
  private static final Pattern CHANGED =
      Pattern.compile(
          "is not running|No such container|is paused|is restarting"
              + "|no such container|no container with name or ID"
              + "|can only create exec sessions on running containers");

  /** An engine takes its time to begin. */
  private static final Duration BEGINNING = Duration.ofSeconds(1);

  /** The client speaks for itself or for its daemon, not for a program in the container. */
  private static final Pattern UNASKED =
      Pattern.compile(
          "^(Error response from daemon|Cannot connect to the Docker daemon|error during connect"
              + "|failed to connect to the docker API|Cannot connect to Podman)",
          Pattern.MULTILINE);

  private final Engine engine;

  ExecHealthCheck(Engine engine) {
    this.engine = engine;
  }

  @Override
  public Result run(Container container, Duration patience) throws InterruptedException {
    var words = new ArrayList<>(List.of("exec", container.id()));
    words.addAll(command(container.health().test()));
    Completion check = engine.run(patience, words);
    if (check.succeeded()) {
      Duration timeout = container.health().timeout();
      return check.took().compareTo(timeout.plus(BEGINNING)) <= 0
          ? Result.HEALTHY
          : Result.failing(
              "its health check took "
                  + check.took().toSeconds()
                  + " s, longer than its timeout of "
                  + timeout.toSeconds()
                  + " s");
    }
    if (check.timedOut()) {
      return Result.endless(container, patience);
    }
    String said = check.stderr().strip();
    if (CHANGED.matcher(said).find()) {
      return Result.changed(said);
    }
    return UNASKED.matcher(said).find()
        ? Result.unasked(said)
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
