package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Calls a feature so that nothing in it can hang or break the run. */
final class Bounded {
  /** What a feature may take beyond its own deadline to say itself what was slow. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  /** How long a stopped feature may take to end what it began. */
  private static final Duration PATIENCE = Duration.ofSeconds(4);

  /**
   * Platform threads, because many features wait inside of system calls, where a virtual thread
   * would need one of its own anyway; used again, because a step may be over in a millisecond.
   */
  private static final ExecutorService WORKERS =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("feature-", 0).factory());

  private Bounded() {}

  /** Work of a feature. */
  @FunctionalInterface
  interface Work<T> {
    T call() throws InterruptedException;
  }

  /**
   * Runs it on another thread than the engine's and waits.
   *
   * @param what how messages call it
   * @param limit how long it may take, real time
   * @param failed makes a result of a failure
   */
  static <T> T call(String what, Duration limit, Work<T> work, Function<Failure, T> failed)
      throws InterruptedException {
    return call(what, limit, work, () -> {}, failed);
  }

  /**
   * The same, and does something else on this thread while it runs.
   *
   * @param meanwhile is run once, even where the work is never begun; when it throws, the work is
   *     stopped first
   */
  static <T> T call(
      String what, Duration limit, Work<T> work, Runnable meanwhile, Function<Failure, T> failed)
      throws InterruptedException {
    var ended = new CountDownLatch(1);
    var task =
        new FutureTask<T>(
            () -> {
              try {
                return work.call();
              } finally {
                ended.countDown();
              }
            });
    boolean begun = false;
    try {
      throwIfStopped();
      WORKERS.execute(task);
      begun = true;
    } finally {
      if (!begun) {
        meanwhile.run();
      }
    }
    try {
      meanwhile.run();
      throwIfStopped();
      return task.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | RuntimeException e) {
      task.cancel(true);
      ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      throw e;
    } catch (TimeoutException e) {
      task.cancel(true);
      return failed.apply(
          Failure.of(
              FailureClass.TIMEOUT, what + " did not end within " + limit.toSeconds() + " s", ""));
    } catch (ExecutionException e) {
      return failed.apply(failure(what, e.getCause()));
    }
  }

  /** Work that has ended already would be taken without a look at the signal to stop. */
  private static void throwIfStopped() throws InterruptedException {
    if (Thread.interrupted()) {
      throw new InterruptedException("stopped");
    }
  }

  private static Failure failure(String what, Throwable cause) {
    return switch (cause) {
      case MissingValueException missing ->
          Failure.of(FailureClass.CONFIGURATION, what + ": " + missing.getMessage(), "");
      case InterruptedException stopped ->
          Failure.of(FailureClass.TIMEOUT, what + " was interrupted", "");
      default -> Failure.of(FailureClass.UNKNOWN, what + " broke: " + cause, trace(cause));
    };
  }

  private static String trace(Throwable cause) {
    var text = new StringWriter();
    cause.printStackTrace(new PrintWriter(text, true));
    return text.toString();
  }
}
