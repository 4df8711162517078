package io.nuwa.text2sql.acceptance;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.nuwa.text2sql.acceptance.system.SystemUnderTest;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Restarts the system, once for all the cases that look at it afterwards. */
final class Restart {
  private static final Duration COMMAND_LIMIT = Duration.ofSeconds(60);
  private static final Duration HEALTH_LIMIT = Duration.ofSeconds(30);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private AssertionError failure;
  private boolean done;

  /** Returns when the system is healthy again; fails each time once it has failed. */
  void ensure(SystemUnderTest system) throws InterruptedException {
    assumeFalse(system.restart().isEmpty(), "no --restart command was given");
    if (!done) {
      done = true;
      try {
        run(system);
        awaitHealth(system);
      } catch (AssertionError failed) {
        failure = failed;
      }
    }
    if (failure != null) {
      throw new AssertionError(failure.getMessage(), failure);
    }
  }

  private static void run(SystemUnderTest system) throws InterruptedException {
    String command = String.join(" ", system.restart());
    try {
      Process process =
          new ProcessBuilder(system.restart())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        fail("the restart command took longer than %s: %s", COMMAND_LIMIT, command);
      }
      if (process.exitValue() != 0) {
        fail("the restart command ended with %d: %s", process.exitValue(), command);
      }
    } catch (IOException notStarted) {
      fail("the restart command could not be started: %s", notStarted.getMessage());
    }
  }

  private static void awaitHealth(SystemUnderTest system) throws InterruptedException {
    long deadline = System.nanoTime() + HEALTH_LIMIT.toNanos();
    while (!system.api().isHealthy()) {
      if (System.nanoTime() > deadline) {
        fail("the system was not healthy %s after its restart", HEALTH_LIMIT);
      }
      Thread.sleep(PAUSE);
    }
  }
}
