package io.nuwa.emergency.notify;

import io.nuwa.emergency.notify.ledger.Outbox;
import io.nuwa.emergency.notify.message.HttpPost;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.run.AlertStanding;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.WatchSight;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Tells whom the plan names what begins to fire, that it still does, and when it is over. It never
 * holds up who calls it: messages go out on a thread that lives as long as there is something to
 * tell. What is owed survives the process in {@code promptx/memory/alerts.json}.
 */
public final class AlertDesk implements RunObserver, AutoCloseable {
  /** A process that was told to end may take so long for what is owed. */
  private static final Duration LAST_CHANCE = Duration.ofSeconds(3);

  private static final Duration AFTER_A_FAULT = Duration.ofMinutes(1);

  private final Setting setting;
  private final Time time;
  private final Rounds rounds;
  private final Executor courier;

  private Optional<AlertStanding> known = Optional.empty();
  private WatchSight sight = new WatchSight.Unknown();
  private Optional<RunState> latest = Optional.empty();
  private boolean waiting;
  private boolean working;
  private boolean closed;
  private boolean faulty;
  private Instant due = Instant.MIN;
  private long dueAt;

  /** Sends nothing yet. */
  public AlertDesk(Setting setting) {
    this(
        setting,
        Outbox.atomically(),
        new HttpPost(),
        work -> Thread.ofPlatform().daemon().name("alerts").start(work));
  }

  AlertDesk(Setting setting, Outbox.Pen pen, Post post, Executor courier) {
    this.setting = setting;
    this.time = setting.time();
    this.rounds =
        new Rounds(
            setting, new Outbox(Setting.outbox(setting.home()), pen, setting.notice()), post);
    this.courier = courier;
    this.dueAt = time.nanoseconds();
  }

  @Override
  public void recorded(Entry entry, RunState state) {
    keepFiring(state);
  }

  /**
   * Tells what is due. To be called at least once a minute while something fires, with the state as
   * the journal says it now; a state that is older than what was told already changes nothing.
   */
  public void keepFiring(RunState state) {
    keepFiring(state, new WatchSight.Unknown());
  }

  /** The same, with what a watch says of itself. */
  public void keepFiring(RunState state, WatchSight watch) {
    synchronized (this) {
      Optional<AlertStanding> standing = Optional.of(AlertStanding.of(state).with(watch));
      latest = Optional.of(state);
      if (closed || (standing.equals(known) && !isDue())) {
        return;
      }
      known = standing;
      sight = watch;
      waiting = true;
    }
    work(true);
  }

  /** By the clock, or by time that passed while somebody set the clock back. */
  private boolean isDue() {
    return !time.instant().isBefore(due) || time.nanoseconds() - dueAt >= 0;
  }

  private void work(boolean patiently) {
    synchronized (this) {
      if (working) {
        return;
      }
      working = true;
    }
    try {
      courier.execute(() -> deliver(patiently));
    } catch (RuntimeException | Error e) {
      // No thread is to be had: the next call tries again.
      complain(e);
      done();
    }
  }

  private void deliver(boolean patiently) {
    try {
      for (Optional<RunState> state = next(); state.isPresent(); state = next()) {
        waitFor(rounds.tell(state.get(), sight(), patiently));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      done();
    } catch (RuntimeException | Error e) {
      complain(e);
      waitFor(AFTER_A_FAULT);
      done();
    }
  }

  private synchronized WatchSight sight() {
    return sight;
  }

  /** What is still to be told; the courier goes home when there is nothing. */
  private synchronized Optional<RunState> next() {
    Optional<RunState> state = waiting ? latest : Optional.empty();
    waiting = false;
    if (state.isEmpty()) {
      done();
    }
    return state;
  }

  private synchronized void waitFor(Duration pause) {
    due = time.instant().plus(pause);
    dueAt = time.nanoseconds() + pause.toNanos();
  }

  private synchronized void done() {
    working = false;
    notifyAll();
  }

  /** Once: whatever it is, alerts must not be what people hear of most. */
  private void complain(Throwable fault) {
    synchronized (this) {
      if (faulty) {
        return;
      }
      faulty = true;
    }
    setting.notice().accept("alerts are not sent: " + fault + "; tried again each minute");
  }

  /** Gives what is owed a last chance, for at most three seconds; the rest stays in the outbox. */
  @Override
  public void close() {
    long end = System.nanoTime() + LAST_CHANCE.toNanos();
    boolean idle = false;
    try {
      idle = isIdleBy(end);
      if (idle && owed() > 0) {
        synchronized (this) {
          waiting = true;
        }
        work(false);
        idle = isIdleBy(end);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    synchronized (this) {
      closed = true;
      waiting = false;
    }
    if (!idle || owed() > 0) {
      setting
          .notice()
          .accept(
              "not all alerts could be told: what is owed is kept in "
                  + Setting.outbox(setting.home())
                  + " and told by the next run or watch");
    }
  }

  /** Only while the courier is at home. */
  private int owed() {
    return latest.map(rounds::owed).orElse(0);
  }

  /** Whether the courier is at home by then. */
  private synchronized boolean isIdleBy(long end) throws InterruptedException {
    while (working) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(left);
    }
    return true;
  }
}
