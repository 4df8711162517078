package io.nuwa.emergency.process;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Moves a launcher that waits inside of system calls off virtual threads: there it would hold the
 * carrier, and on a small machine every other virtual thread with it. Threads are kept for a few
 * seconds, because making one costs a quarter of what a small program does.
 */
final class PlatformThreads implements Launcher {
  private static final int KEPT_SECONDS = 5;

  private final Launcher launcher;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          KEPT_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          Thread.ofPlatform().daemon().name("program-", 0).factory());

  PlatformThreads(Launcher launcher) {
    this.launcher = launcher;
  }

  @Override
  public Completion run(Invocation invocation) throws IOException, InterruptedException {
    if (!Thread.currentThread().isVirtual()) {
      return launcher.run(invocation);
    }
    var begun = new AtomicBoolean();
    var over = new CountDownLatch(1);
    Future<Completion> running =
        threads.submit(
            () -> {
              begun.set(true);
              try {
                return launcher.run(invocation);
              } finally {
                over.countDown();
              }
            });
    try {
      return running.get();
    } catch (InterruptedException e) {
      running.cancel(true);
      if (begun.get()) {
        // The program must have ended when the interruption is passed on.
        over.await(2 * Processes.GRACE.toMillis(), TimeUnit.MILLISECONDS);
      }
      throw e;
    } catch (ExecutionException e) {
      throw cause(e);
    }
  }

  private static IOException cause(ExecutionException e) {
    return switch (e.getCause()) {
      case IOException io -> io;
      case RuntimeException broken -> throw broken;
      case Error broken -> throw broken;
      default -> throw new IllegalStateException(e.getCause());
    };
  }
}
