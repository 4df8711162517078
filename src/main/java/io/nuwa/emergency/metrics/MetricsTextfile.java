package io.nuwa.emergency.metrics;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Writes the figures to a file that node_exporter's textfile collector reads, for machines where no
 * port may be open. A reader sees a whole page or none.
 */
public final class MetricsTextfile implements AutoCloseable {
  private static final Duration BETWEEN = Duration.ofSeconds(1);

  private final Path file;
  private final Time time;
  private final Consumer<String> notice;
  private Supplier<MetricsPage> newest;
  private Thread writer;
  private boolean closed;
  private long writtenAt;
  private String told = "";

  /**
   * Writes nothing yet.
   *
   * @param file ends in {@code .prom}
   * @param notice is told what people should know
   */
  public MetricsTextfile(Path file, Time time, Consumer<String> notice) {
    this.file = file;
    this.time = time;
    this.notice = notice;
    this.writtenAt = time.nanoseconds() - BETWEEN.toNanos();
  }

  /**
   * Has the page written, on a thread that ends with it: at once, or a second after the last time.
   * What changes meanwhile is written with it. Returns at once.
   *
   * @param page asked on that thread
   */
  public synchronized void write(Supplier<MetricsPage> page) {
    if (closed) {
      return;
    }
    newest = page;
    if (writer == null) {
      writer = Thread.ofPlatform().daemon().name("metrics-file").start(this::writeWhileAsked);
    }
  }

  private void writeWhileAsked() {
    try {
      while (true) {
        time.pause(untilNext());
        Supplier<MetricsPage> page = take();
        if (page == null) {
          return;
        }
        replace(page);
      }
    } catch (InterruptedException e) {
      // Closed: there is nothing more to write.
      Thread.currentThread().interrupt();
    }
  }

  private synchronized Duration untilNext() {
    Duration left = BETWEEN.minusNanos(time.nanoseconds() - writtenAt);
    return left.isNegative() || newest == null ? Duration.ZERO : left;
  }

  /** Null when there is nothing more to write; the thread ends then. */
  private synchronized Supplier<MetricsPage> take() {
    Supplier<MetricsPage> page = newest;
    newest = null;
    if (page == null || closed) {
      writer = null;
      return null;
    }
    return page;
  }

  private void replace(Supplier<MetricsPage> page) {
    try {
      AtomicFile.write(file, page.get().text(), PosixFilePermissions.fromString("rw-r--r--"));
      tell("");
    } catch (IOException | RuntimeException e) {
      tell(
          "metrics: "
              + file
              + " could not be written ("
              + e
              + "); written again with the next change");
    }
    written();
  }

  private synchronized void written() {
    writtenAt = time.nanoseconds();
  }

  /** Once for as long as it stays the same. */
  private synchronized void tell(String what) {
    if (!what.equals(told)) {
      told = what;
      if (!what.isEmpty()) {
        notice.accept(what);
      }
    }
  }

  /** Removes the file: figures of a watch that has ended would look like those of one that runs. */
  @Override
  public void close() {
    Thread last;
    synchronized (this) {
      closed = true;
      last = writer;
    }
    try {
      if (last != null) {
        last.interrupt();
        last.join(BETWEEN);
      }
      Files.deleteIfExists(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      tell("metrics: " + file + " could not be removed (" + e + "); remove it by hand");
    }
  }
}
