package io.nuwa.emergency.files;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;

/**
 * Writes that a stop signal must not tear. An interruption closes the {@link
 * java.nio.channels.FileChannel} that a thread works on, and a run is stopped by interrupting its
 * thread: what must be written is written then, and the thread is told afterwards.
 */
public final class Uninterrupted {
  private Uninterrupted() {}

  /** Work on files that may be begun anew. */
  @FunctionalInterface
  public interface Work<T> {
    T call() throws IOException;
  }

  /**
   * Does the work, once more when an interruption closed a channel under it.
   *
   * @throws IOException when it failed for any other reason
   */
  public static <T> T call(Work<T> work) throws IOException {
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          return work.call();
        } catch (ClosedByInterruptException e) {
          interrupted |= Thread.interrupted();
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
