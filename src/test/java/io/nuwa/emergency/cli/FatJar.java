package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The fat JAR as a process of its own, as scripts/emergency starts it. What every answer must keep
 * is asserted here for all of them: no stack trace without {@code --debug}.
 */
final class FatJar {
  static final Path JAR = Path.of("target", "emergency.jar").toAbsolutePath();
  static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

  /** A copy of the JAR has no AOT cache: one belongs to a JAR in its place. */
  private static final List<String> WITHOUT_CACHE =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto");

  private final Path home;
  private final Path jar;
  private final List<String> before;
  private final List<String> flags;
  private final Map<String, String> environment;

  private FatJar(
      Path home,
      Path jar,
      List<String> before,
      List<String> flags,
      Map<String, String> environment) {
    this.home = home;
    this.jar = jar;
    this.before = List.copyOf(before);
    this.flags = List.copyOf(flags);
    this.environment = Map.copyOf(environment);
  }

  /** Runs with this folder as working directory, which is the default home. */
  static FatJar in(Path home) {
    return new FatJar(home, JAR, List.of(), QuickStart.flags(), Map.of("LC_ALL", "C.UTF-8"));
  }

  /** The same with one more environment variable. */
  FatJar with(String name, String value) {
    var more = new LinkedHashMap<>(environment);
    more.put(name, value);
    return new FatJar(home, jar, before, flags, more);
  }

  /** The same, started through a program such as {@code setpriv}. */
  FatJar through(String... words) {
    return new FatJar(home, jar, List.of(words), flags, environment);
  }

  /** The same program in another place. */
  FatJar jar(Path copy) {
    return new FatJar(home, copy, before, WITHOUT_CACHE, environment);
  }

  /** Runs to its end. */
  Answer run(String... words) {
    try (Running running = start(words)) {
      return running.end();
    }
  }

  /** Starts and lets the caller watch and signal it. */
  Running start(String... words) {
    var command = new ArrayList<>(before);
    command.add(JAVA.toString());
    command.addAll(flags);
    command.addAll(List.of("-jar", jar.toString()));
    command.addAll(List.of(words));
    var builder = new ProcessBuilder(command).directory(home.toFile());
    builder.environment().keySet().removeIf(FatJar::wouldChangeAnswers);
    builder.environment().putAll(environment);
    try {
      Path stderr = Files.createTempFile("emergency", ".err");
      Process process =
          builder
              .redirectInput(Path.of("/dev/null").toFile())
              .redirectError(stderr.toFile())
              .start();
      return new Running(process, stderr, List.of(words).contains("--debug"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean wouldChangeAnswers(String name) {
    return name.startsWith("EMERGENCY_")
        || name.startsWith("LC_")
        || name.equals("LANG")
        || name.equals("LANGUAGE")
        || name.equals("NO_COLOR")
        || name.equals("JAVA_TOOL_OPTIONS")
        || name.equals("JDK_JAVA_OPTIONS");
  }

  /**
   * How it ended.
   *
   * @param exitCode as a shell sees it: 128 + n when signal n ended it
   */
  record Answer(int exitCode, String stdout, String stderr) {
    Answer hasCode(int expected) {
      assertThat(exitCode).as("exit code; stderr: %s", stderr).isEqualTo(expected);
      return this;
    }

    /** Stdout holds nothing; stderr holds all of these. */
    Answer complains(String... parts) {
      assertThat(stdout).isEmpty();
      return says(parts);
    }

    Answer says(String... parts) {
      assertThat(stderr).contains(parts);
      return this;
    }
  }

  /** A process that may still run. */
  static final class Running implements AutoCloseable {
    private final Process process;
    private final BufferedReader stdout;
    private final StringBuilder printed = new StringBuilder();
    private final Path stderr;
    private final boolean debug;

    private Running(Process process, Path stderr, boolean debug) {
      this.process = process;
      this.stdout = process.inputReader(StandardCharsets.UTF_8);
      this.stderr = stderr;
      this.debug = debug;
    }

    long pid() {
      return process.pid();
    }

    boolean isAlive() {
      return process.isAlive();
    }

    void signal(String name) {
      try {
        new ProcessBuilder("kill", "-" + name, String.valueOf(pid())).start().waitFor();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("the test was stopped", e);
      }
    }

    /**
     * SIGKILL.
     *
     * @return whether that ended it; false when it had ended by itself
     */
    boolean kill() {
      boolean lives = process.isAlive();
      // Not Process.destroyForcibly(), which closes what a process that has ended left to be read.
      process.toHandle().destroyForcibly();
      try {
        return process.waitFor() == 128 + 9 && lives;
      } catch (InterruptedException e) {
        throw new IllegalStateException("the test was stopped", e);
      }
    }

    /** Waits for the first of two that ends. */
    static Running firstToEnd(Running one, Running other) {
      CompletableFuture.anyOf(one.process.onExit(), other.process.onExit()).join();
      return one.process.isAlive() ? other : one;
    }

    /** Waits until a line of stdout holds this. */
    void awaitLine(String part) {
      try {
        for (String line = stdout.readLine(); line != null; line = stdout.readLine()) {
          printed.append(line).append('\n');
          if (line.contains(part)) {
            return;
          }
        }
        throw new AssertionError("it ended without '" + part + "': " + end());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    Answer end() {
      try {
        for (int character = stdout.read(); character >= 0; character = stdout.read()) {
          printed.append((char) character);
        }
        int exitCode = process.waitFor();
        var answer = new Answer(exitCode, printed.toString(), Files.readString(stderr));
        if (!debug) {
          assertThat(answer.stderr()).doesNotContain("\tat ").doesNotContain("Exception in thread");
        }
        return answer;
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("the test was stopped", e);
      }
    }

    @Override
    public void close() {
      process.destroyForcibly();
      try {
        process.waitFor();
        Files.deleteIfExists(stderr);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException("the test was stopped", e);
      }
    }
  }
}
