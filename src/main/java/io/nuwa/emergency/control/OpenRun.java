package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.RunContext;
import io.nuwa.emergency.memory.Journal;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A run that is ours until it is closed.
 *
 * @param lock that keeps others out
 * @param journal open for writing
 * @param context for the engine
 */
record OpenRun(RunLock lock, Journal journal, RunContext context) implements AutoCloseable {

  /** The clock of the run. */
  Time time() {
    return context.time();
  }

  /** The run as it is now, for going on with it later; empty when that cannot be said. */
  Optional<LeftRun> leave(Path file) {
    return LeftRun.of(file, context.recorder().state(), journal.end());
  }

  @Override
  public void close() {
    try (lock) {
      journal.close();
    }
  }
}
