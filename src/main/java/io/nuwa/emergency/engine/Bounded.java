package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** Calls a feature so that nothing in it can hang or break the run. */
final class Bounded {
  /** What a feature may take beyond its own deadline to say itself what was slow. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  private Bounded() {}

  /** Work of a feature. */
  @FunctionalInterface
  interface Work<T> {
    T call() throws InterruptedException;
  }

  /**
   * Runs it on a thread of its own and waits.
   *
   * @param what how messages call it
   * @param limit how long it may take, real time
   * @param failed makes a result of a failure
   */
  static <T> T call(String what, Duration limit, Work<T> work, Function<Failure, T> failed)
      throws InterruptedException {
    var task = new FutureTask<T>(work::call);
    // A platform thread: many features wait inside of system calls, such as for a program to end,
    // where
    // a virtual thread would need a platform thread of its own anyway and two changes of threads
    // more.
    Thread thread = Thread.ofPlatform().daemon().name(what).start(task);
    try {
      return task.get(limit.plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      task.cancel(true);
      thread.join(Duration.ofSeconds(4));
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
