package io.nuwa.emergency.panel;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Runs {@code stty} and {@code test}; a program that is missing or hangs has nothing to say. */
final class SystemPrograms implements ProcessDescriptors.Programs {
  private static final int SECONDS = 2;

  @Override
  public boolean succeeds(List<String> command) {
    return run(new ProcessBuilder(command).inheritIO()).isPresent();
  }

  @Override
  public Optional<String> output(List<String> command, File input) {
    return run(
        new ProcessBuilder(command)
            .redirectInput(input)
            .redirectError(ProcessBuilder.Redirect.DISCARD));
  }

  private static Optional<String> run(ProcessBuilder program) {
    try {
      Process process = program.start();
      try {
        // The answer is a few bytes, so that the pipe cannot fill up before the end.
        boolean good = process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        return good
            ? Optional.of(
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
            : Optional.empty();
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
