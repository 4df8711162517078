package io.nuwa.emergency.panel;

import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Appends the narration of a run to a file, each line with one write, so that {@code tail -f} shows
 * the run live and never half a line. A fault is reported once and never stops the run; each
 * further line tries again, because a disk that was full may have room later.
 */
public final class ExecutionLog implements RunObserver, AutoCloseable {
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

  private final Path file;
  private final Narration narration;
  private final InstantSource time;
  private final Consumer<String> fault;
  private final ProgressPace pace = new ProgressPace(PROGRESS_EVERY);

  private Optional<FileOutputStream> output = Optional.empty();
  private Optional<RunState> latest = Optional.empty();
  private boolean faultReported;

  /**
   * Writes nothing yet.
   *
   * @param file appended to; it and its folder are made with the first line
   * @param time paces progress
   * @param fault is told once, in a sentence, when the file cannot be written
   */
  public ExecutionLog(Path file, Narration narration, InstantSource time, Consumer<String> fault) {
    this.file = file;
    this.narration = narration;
    this.time = time;
    this.fault = fault;
  }

  @Override
  public synchronized void recorded(Entry entry, RunState state) {
    latest = Optional.of(state);
    pace.recorded(entry.event(), time.instant());
    append(narration.line(entry, state));
  }

  @Override
  public synchronized void progress(StepKey step, String what, double fraction) {
    Instant now = time.instant();
    if (pace.due(step, now)) {
      append(narration.progress(now, latest, step, what, fraction));
    }
  }

  @Override
  public synchronized void close() {
    try {
      if (output.isPresent()) {
        output.get().close();
      }
    } catch (IOException e) {
      report(e);
    }
    output = Optional.empty();
  }

  private void append(String line) {
    try {
      open().write((line + "\n").getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      report(e);
      close();
    }
  }

  /** Not a channel: an interrupted thread, which is how a run is stopped, could not write to it. */
  private FileOutputStream open() throws IOException {
    if (output.isEmpty()) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      boolean torn = endsInsideLine();
      output = Optional.of(new FileOutputStream(file.toFile(), true));
      if (torn) {
        output.get().write('\n');
      }
    }
    return output.get();
  }

  /** Whether a process died, or a disk was full, in the middle of the last line. */
  private boolean endsInsideLine() throws IOException {
    if (!Files.isRegularFile(file) || Files.size(file) == 0) {
      return false;
    }
    try (var reading = new RandomAccessFile(file.toFile(), "r")) {
      reading.seek(reading.length() - 1);
      return reading.read() != '\n';
    }
  }

  private void report(IOException e) {
    if (!faultReported) {
      faultReported = true;
      fault.accept(
          "cannot write the log "
              + file
              + " ("
              + e.getClass().getSimpleName()
              + ": "
              + e.getMessage()
              + "); the run goes on without it: check the folder's rights and free space");
    }
  }
}
