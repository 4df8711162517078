package io.nuwa.emergency.panel;

import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.files.PlainFile;
import io.nuwa.emergency.files.Rotation;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Appends the narration of a run to a file, each line with one write, so that {@code tail -f} shows
 * the run live and never half a line. A fault is reported once and never stops the run; each
 * further line tries again, because a disk that was full may have room later, and brings what could
 * not be written before. What an earlier process recorded and did not live to tell is written when
 * its run is taken up.
 */
public final class ExecutionLog implements RunObserver, AutoCloseable {
  private static final Duration PROGRESS_EVERY = Duration.ofSeconds(5);

  /** So many lines are written before the length of the file is looked at. */
  private static final int LINES_UNSEEN = 200;

  private final Path file;
  private final Narration narration;
  private final InstantSource time;
  private final Consumer<String> fault;
  private final ProgressPace pace = new ProgressPace(PROGRESS_EVERY);

  private final Deque<String> unwritten = new ArrayDeque<>();
  private Optional<OutputStream> output = Optional.empty();
  private Optional<RunState> latest = Optional.empty();
  private boolean faultReported;
  private int lines;

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
    unwritten.add(narration.line(entry, state));
    write();
  }

  @Override
  public synchronized void takenUp(Optional<RunState> before, List<Entry> entries) {
    try {
      unwritten.addAll(MissedLines.of(file, before, entries, narration));
      write();
    } catch (IOException e) {
      report(e);
    }
  }

  @Override
  public synchronized void progress(StepKey step, String what, double fraction) {
    Instant now = time.instant();
    if (pace.due(step, now)) {
      String line = narration.progress(now, latest, step, what, fraction);
      unwritten.add(line);
      write();
      // Progress that comes late says nothing any more.
      unwritten.removeLastOccurrence(line);
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

  private void write() {
    try {
      while (!unwritten.isEmpty()) {
        turnIfDue();
        open().write((unwritten.getFirst() + "\n").getBytes(StandardCharsets.UTF_8));
        unwritten.removeFirst();
      }
    } catch (IOException e) {
      report(e);
      close();
    }
  }

  private void turnIfDue() throws IOException {
    if (lines++ % LINES_UNSEEN == 0 && Rotation.USUAL.isDue(file)) {
      close();
      Rotation.USUAL.turn(file);
    }
  }

  /** A stream: an interrupted thread, which is how a run is stopped, could write to no channel. */
  private OutputStream open() throws IOException {
    if (output.isEmpty()) {
      Folders.create(file.toAbsolutePath().getParent());
      boolean torn = endsInsideLine();
      output =
          Optional.of(
              Files.newOutputStream(
                  PlainFile.writable(file),
                  LinkOption.NOFOLLOW_LINKS,
                  StandardOpenOption.CREATE,
                  StandardOpenOption.APPEND));
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
    try (InputStream reading = Files.newInputStream(file)) {
      reading.skipNBytes(Files.size(file) - 1);
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
