package io.nuwa.emergency.endtoend;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A program that was started, its output kept in files so that a child which outlives it holds
 * nobody up.
 */
final class Program {
  private final Process process;
  private final List<String> words;
  private final Path out;
  private final Path err;

  private Program(Process process, List<String> words, Path out, Path err) {
    this.process = process;
    this.words = words;
    this.out = out;
    this.err = err;
  }

  /** How it ended. */
  record Ended(List<String> words, int code, String out, String err, Duration took) {
    /** All that is worth reading when an assertion fails. */
    String story() {
      return "%s%nended with %d after %d ms%nstdout:%n%s%nstderr:%n%s"
          .formatted(String.join(" ", words), code, took.toMillis(), out, err);
    }
  }

  /**
   * Starts it.
   *
   * @param changes to the environment; an empty value removes the variable
   * @param folder where it works
   * @param scratch a folder for its output
   */
  static Program start(List<String> words, Map<String, String> changes, Path folder, Path scratch) {
    try {
      Path out = Files.createTempFile(scratch, "out", ".txt");
      Path err = Files.createTempFile(scratch, "err", ".txt");
      var builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectOutput(out.toFile())
              .redirectError(err.toFile());
      changes.forEach(
          (name, value) -> {
            if (value.isEmpty()) {
              builder.environment().remove(name);
            } else {
              builder.environment().put(name, value);
            }
          });
      return new Program(builder.start(), words, out, err);
    } catch (IOException e) {
      throw new UncheckedIOException(String.join(" ", words), e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** SIGTERM. */
  void terminate() {
    process.destroy();
  }

  /** SIGKILL: no handler of the program runs. */
  void kill() {
    process.destroyForcibly();
  }

  /** Waits until it has ended; one that takes longer is killed and fails the test. */
  Ended ended(Duration within) throws InterruptedException {
    long start = System.nanoTime();
    boolean inTime = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    if (!inTime) {
      process.destroyForcibly().waitFor();
    }
    var took = Duration.ofNanos(System.nanoTime() - start);
    try {
      var ended =
          new Ended(words, process.exitValue(), Files.readString(out), Files.readString(err), took);
      if (!inTime) {
        throw new AssertionError("did not end in " + within + ", was killed: " + ended.story());
      }
      return ended;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
