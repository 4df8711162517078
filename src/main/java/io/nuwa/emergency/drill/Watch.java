package io.nuwa.emergency.drill;

import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.control.VerifyGates;
import io.nuwa.emergency.drill.Caretaker.Alarm;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Measures the gates again and again, and changes nothing. */
final class Watch {
  private static final Duration BETWEEN = Duration.ofMillis(100);

  private final Ground ground;
  private final Time time;
  private final VerifyGates gates;

  Watch(Ground ground, Time time) {
    this.ground = ground;
    this.time = time;
    this.gates = new VerifyGates(ground.workplace(), ground.catalog(), time);
  }

  /** Looks until a gate does not pass, or this long at least. */
  Optional<Alarm> until(Instant start, Duration atMost) throws InterruptedException {
    while (true) {
      Optional<String> red = red();
      Duration after = Duration.between(start, time.instant());
      if (red.isPresent()) {
        return Optional.of(new Alarm(after, red.get()));
      }
      if (after.compareTo(atMost) >= 0) {
        return Optional.empty();
      }
      time.pause(BETWEEN);
    }
  }

  /** The first gate that does not pass just now. */
  Optional<String> red() throws InterruptedException {
    for (Blocker blocker : ground.plan().blockers()) {
      for (GateView gate : gates.measure(ground.plan(), blocker)) {
        if (!gate.verdict().equals(Optional.of(Verdict.PASS))) {
          return Optional.of(blocker.id() + "/" + gate.id() + ": " + gate.text());
        }
      }
    }
    return Optional.empty();
  }
}
