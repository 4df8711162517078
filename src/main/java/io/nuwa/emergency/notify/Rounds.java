package io.nuwa.emergency.notify;

import io.nuwa.emergency.notify.ledger.Ledger;
import io.nuwa.emergency.notify.ledger.Outbox;
import io.nuwa.emergency.notify.ledger.OutboxLock;
import io.nuwa.emergency.notify.ledger.Receiver;
import io.nuwa.emergency.notify.ledger.Snapshot;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.AlertStanding;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.WatchSight;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tells each receiver what it is owed. For one thread. */
final class Rounds {
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);
  private static final Duration WHILE_ANOTHER_TELLS = Duration.ofSeconds(10);

  private final Setting setting;
  private final Time time;
  private final Outbox outbox;
  private final Delivery delivery;
  private final Map<String, Patience> patience = new HashMap<>();
  private Ledger ledger = new Ledger();

  Rounds(Setting setting, Outbox outbox, Post post) {
    this.setting = setting;
    this.time = setting.time();
    this.outbox = outbox;
    this.delivery = new Delivery(setting, outbox, post);
  }

  /**
   * Takes over what a state says and tells what is due.
   *
   * @param sight what a watch says of itself
   * @param patiently whether receivers that took nothing are left alone for their time
   * @return after how long something is due next
   * @throws InterruptedException when it was asked to stop; what is owed is in the outbox
   */
  Duration tell(RunState state, WatchSight sight, boolean patiently) throws InterruptedException {
    Optional<OutboxLock> lock = OutboxLock.ask(Setting.outbox(setting.home()));
    if (lock.isEmpty()) {
      return WHILE_ANOTHER_TELLS;
    }
    try (OutboxLock _ = lock.get()) {
      return tellNow(state, sight, patiently);
    }
  }

  private Duration tellNow(RunState state, WatchSight sight, boolean patiently)
      throws InterruptedException {
    Values values = setting.values(state);
    List<Receiver> receivers = receivers(state);
    ledger = outbox.read(ledger);
    ledger.follow(
        Snapshot.of(
            state, AlertStanding.of(state).with(sight), setting.plan(), setting.home(), values),
        receivers,
        time.instant());
    outbox.write(ledger);
    tellWhatIsForgotten();
    for (Receiver receiver : bestFirst(receivers)) {
      Patience known = patience(receiver);
      if (!patiently || known.left(time.nanoseconds()).isZero()) {
        delivery.tell(ledger, receiver, known, values);
      }
    }
    return wait(receivers);
  }

  /** How many messages are owed by now. */
  int owed(RunState state) {
    Instant now = time.instant();
    return receivers(state).stream().mapToInt(one -> ledger.due(one, now).size()).sum();
  }

  private List<Receiver> receivers(RunState state) {
    return Receiver.of(setting.plan().alerting(), state.checkEvery());
  }

  /** One that does not answer costs time: it comes last. */
  private List<Receiver> bestFirst(List<Receiver> receivers) {
    return receivers.stream()
        .sorted(Comparator.comparingInt(receiver -> patience(receiver).failures()))
        .toList();
  }

  private Duration wait(List<Receiver> receivers) {
    Instant now = time.instant();
    Duration shortest = LONGEST_WAIT;
    for (Receiver receiver : receivers) {
      Optional<Instant> due = ledger.nextDue(receiver);
      if (due.isPresent()) {
        Duration pause = patience(receiver).left(time.nanoseconds());
        Duration wait = due.get().isAfter(now) ? Duration.between(now, due.get()) : Duration.ZERO;
        Duration longer = wait.compareTo(pause) > 0 ? wait : pause;
        shortest = longer.compareTo(shortest) < 0 ? longer : shortest;
      }
    }
    return shortest;
  }

  private void tellWhatIsForgotten() {
    int forgotten = ledger.forgotten();
    if (forgotten > 0) {
      setting
          .notice()
          .accept(
              forgotten
                  + " alerts that ended, or that the plan does not have any longer, are told to"
                  + " nobody any more: more than "
                  + Ledger.MOST_ENDED
                  + " were kept; see to the receivers of the plan's 'alerts'");
    }
  }

  private Patience patience(Receiver receiver) {
    return patience.computeIfAbsent(receiver.id(), id -> new Patience(time.nanoseconds()));
  }
}
