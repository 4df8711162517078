package io.nuwa.emergency.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Runs programs and waits for them; on interruption or timeout the whole process tree ends. */
public final class Processes {
  private static final int KEPT_BYTES = 1 << 20;

  /**
   * Runs a program to its end.
   *
   * @throws InterruptedException when this thread is interrupted; the program has been ended then
   */
  public Completion run(Invocation invocation) throws InterruptedException {
    long start = System.nanoTime();
    Process process;
    try {
      process = start(invocation);
    } catch (IOException e) {
      return new Completion(127, "", String.valueOf(e.getMessage()), since(start), false);
    }
    try {
      process.getOutputStream().close();
    } catch (IOException closed) {
      // It ended before it could be told that there is no input.
    }
    var stdout = new Tail(process.getInputStream());
    var stderr = new Tail(process.getErrorStream());
    Thread out = Thread.ofVirtual().start(stdout);
    Thread err = Thread.ofVirtual().start(stderr);
    try {
      boolean ended = process.waitFor(invocation.timeout().toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        end(process);
      }
      // A grandchild may keep the pipe open for ever: the program itself has ended, so do not wait.
      out.join(Duration.ofSeconds(2));
      err.join(Duration.ofSeconds(2));
      return new Completion(
          ended ? process.exitValue() : 124, stdout.text(), stderr.text(), since(start), !ended);
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

  private static void end(Process process) {
    var family = process.descendants().toList();
    process.destroy();
    family.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(2, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    family.forEach(ProcessHandle::destroyForcibly);
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Reads a stream to its end and keeps the last part. */
  private static final class Tail implements Runnable {
    private final InputStream stream;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    Tail(InputStream stream) {
      this.stream = stream;
    }

    @Override
    public void run() {
      byte[] buffer = new byte[8192];
      try (stream) {
        for (int n = stream.read(buffer); n >= 0; n = stream.read(buffer)) {
          keep(buffer, n);
        }
      } catch (IOException closed) {
        // The process is gone; what was read is what there is.
      }
    }

    private synchronized void keep(byte[] buffer, int n) {
      kept.write(buffer, 0, n);
      if (kept.size() > 2 * KEPT_BYTES) {
        byte[] all = kept.toByteArray();
        kept.reset();
        kept.write(all, all.length - KEPT_BYTES, KEPT_BYTES);
      }
    }

    synchronized String text() {
      byte[] all = kept.toByteArray();
      int from = Math.max(0, all.length - KEPT_BYTES);
      return new String(all, from, all.length - from, StandardCharsets.UTF_8);
    }
  }
}
