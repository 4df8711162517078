package io.nuwa.emergency.monitor;

import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.step.SentinelInput;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The sentinels at work, a thread each. One that breaks is told once and started again after a
 * pause that grows; the others do not notice.
 */
final class Lookouts implements AutoCloseable {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final int STACK_BYTES = 256 * 1024;

  private final Inbox inbox;
  private final Time time;
  private final Consumer<String> notice;
  private final List<Thread> threads = new ArrayList<>();
  private long looks;

  Lookouts(Inbox inbox, Time time, Consumer<String> notice) {
    this.inbox = inbox;
    this.time = time;
    this.notice = notice;
  }

  /** Stops those that watch, and lets these watch. */
  void watch(List<Sentinel> sentinels, Supplier<Values> values) {
    close();
    var input = new SentinelInput(values, time, this::rest);
    for (Sentinel sentinel : sentinels) {
      var thread =
          new Thread(
              null, () -> guard(sentinel, input), "watch-" + sentinel.name(), STACK_BYTES, false);
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private void guard(Sentinel sentinel, SentinelInput input) {
    Duration pause = FIRST_PAUSE;
    boolean told = false;
    while (!Thread.currentThread().isInterrupted()) {
      long began = time.nanoseconds();
      try {
        sentinel.watch(input, sighting -> inbox.put(new Message.Seen(sighting)));
        // It has nothing to watch.
        return;
      } catch (InterruptedException e) {
        return;
      } catch (RuntimeException | Error e) {
        boolean lasted = time.nanoseconds() - began > LONGEST_PAUSE.toNanos();
        pause = lasted ? FIRST_PAUSE : pause;
        if (!told || lasted) {
          told = true;
          notice.accept(
              "the watch of " + sentinel.name() + " broke (" + e + ") and is begun again");
        }
      }
      try {
        time.pause(pause);
      } catch (InterruptedException e) {
        return;
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }
  }

  /** A look was had: whoever rests may find something new. */
  synchronized void looked() {
    looks++;
    notifyAll();
  }

  private synchronized void rest(Duration atMost) throws InterruptedException {
    long before = looks;
    long end = time.nanoseconds() + atMost.toNanos();
    while (looks == before) {
      long left = (end - time.nanoseconds()) / 1_000_000;
      if (left <= 0) {
        return;
      }
      wait(left);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    threads.clear();
  }
}
