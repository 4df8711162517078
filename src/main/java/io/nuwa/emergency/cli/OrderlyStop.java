package io.nuwa.emergency.cli;

import java.time.Duration;

/**
 * Turns SIGINT and SIGTERM into an interruption of the thread that works, and keeps the JVM until
 * that thread has recorded where it stopped. The JVM itself then exits with 130 or 143.
 */
final class OrderlyStop implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final Thread worker = Thread.currentThread();
  private final Thread hook = new Thread(this::stop, "orderly-stop");
  private volatile boolean done;

  private OrderlyStop() {}

  /** From now until {@link #close()} a signal stops the calling thread in good order. */
  static OrderlyStop ofThisThread() {
    var stop = new OrderlyStop();
    Runtime.getRuntime().addShutdownHook(stop.hook);
    return stop;
  }

  private void stop() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    worker.interrupt();
    synchronized (this) {
      while (!done && System.nanoTime() < end) {
        try {
          wait(100);
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }

  @Override
  public void close() {
    synchronized (this) {
      done = true;
      notifyAll();
    }
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException stopping) {
      // The signal came: the hook is running and has just been told.
      Thread.interrupted();
    }
  }
}
