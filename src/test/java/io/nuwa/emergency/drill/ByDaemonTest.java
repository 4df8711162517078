package io.nuwa.emergency.drill;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.drill.ByDaemon.Alarms;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What entries of a journal say of the moment at which a fault was noticed. */
class ByDaemonTest {
  private static final Instant INJECTED = Instant.parse("2025-06-16T12:00:00Z");

  @Test
  void the_first_blocker_that_is_reopened_tells_when_and_what() {
    assertThat(
            Alarms.first(
                List.of(
                    entry(300, new Event.RunResumed(1, "everything is measured again")),
                    entry(700, new Event.BlockerReopened("B-1", "ports", "4 of 5 open")),
                    entry(900, new Event.BlockerReopened("B-3", "targets", "2 of 3 up"))),
                INJECTED))
        .contains(new Caretaker.Alarm(Duration.ofMillis(700), "B-1/ports: 4 of 5 open"));
  }

  @Test
  void what_is_no_trouble_is_no_alarm() {
    assertThat(
            Alarms.first(
                List.of(
                    entry(300, new Event.RunResumed(1, "everything is measured again")),
                    entry(400, new Event.RunStopped("stopped by a signal"))),
                INJECTED))
        .isEmpty();
  }

  @Test
  void a_watch_that_is_quicker_than_the_hand_that_breaks_took_no_time() {
    assertThat(
            Alarms.first(
                List.of(entry(-50, new Event.BlockerReopened("B-1", "ports", "gone"))), INJECTED))
        .contains(new Caretaker.Alarm(Duration.ZERO, "B-1/ports: gone"));
  }

  private static Entry entry(long millis, Event event) {
    return new Entry(1, INJECTED.plusMillis(millis), event);
  }
}
