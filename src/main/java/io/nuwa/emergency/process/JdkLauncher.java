package io.nuwa.emergency.process;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Starts programs with {@link ProcessBuilder}: works everywhere, about 1.5 ms a program. */
final class JdkLauncher implements Launcher {

  @Override
  public Completion run(Invocation invocation) throws IOException, InterruptedException {
    long start = System.nanoTime();
    Process process = start(invocation);
    try {
      process.getOutputStream().close();
    } catch (IOException closed) {
      // It ended before it could be told that there is no input.
    }
    var stdout = new Tail();
    var stderr = new Tail();
    Thread out = drain(process.getInputStream(), stdout);
    Thread err = drain(process.getErrorStream(), stderr);
    try {
      boolean ended = process.waitFor(invocation.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      // A grandchild may keep the pipe open for ever: the program itself has ended, so do not wait.
      out.join(Processes.GRACE);
      err.join(Processes.GRACE);
      return new Completion(
          ended ? process.exitValue() : Processes.TIMED_OUT,
          stdout.text(),
          stderr.text(),
          Duration.ofNanos(System.nanoTime() - start),
          !ended);
    } catch (InterruptedException e) {
      end(process);
      throw e;
    }
  }

  private static Process start(Invocation invocation) throws IOException {
    var builder = new ProcessBuilder(invocation.command());
    builder.directory(invocation.folder().toFile());
    invocation
        .environment()
        .forEach(
            (name, value) -> {
              if (value.isEmpty()) {
                builder.environment().remove(name);
              } else {
                builder.environment().put(name, value);
              }
            });
    return builder.start();
  }

  private static Thread drain(InputStream stream, Tail tail) {
    return Thread.ofVirtual()
        .start(
            () -> {
              byte[] buffer = new byte[8192];
              try (stream) {
                for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
                  tail.keep(buffer, n);
                }
              } catch (IOException closed) {
                // The process is gone; what was read is what there is.
              }
            });
  }

  private static void end(Process process) {
    Family family = Family.of(process.toHandle());
    family.ask();
    try {
      process.waitFor(Processes.GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    family.force();
  }
}
