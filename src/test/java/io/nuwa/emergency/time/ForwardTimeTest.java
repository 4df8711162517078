package io.nuwa.emergency.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ForwardTimeTest {
  private static final Instant START = Instant.parse("2026-01-05T20:00:00Z");

  private final TickedTime machine = new TickedTime(START);

  @Test
  void it_is_the_machines_time_while_that_goes_forward() {
    var time = new ForwardTime(machine, START.minusSeconds(60));
    assertThat(time.instant()).isEqualTo(START);
    machine.tick(Duration.ofHours(2));
    assertThat(time.instant()).isEqualTo(START.plusSeconds(7200));
    machine.set(START.plus(Duration.ofDays(1)));
    assertThat(time.instant()).isEqualTo(START.plus(Duration.ofDays(1)));
  }

  @Test
  void set_back_in_the_middle_it_goes_on_as_fast_as_time_passes() {
    var time = new ForwardTime(machine, START);
    machine.tick(Duration.ofMinutes(10));
    machine.set(START.minus(Duration.ofDays(2)));

    assertThat(time.instant()).isEqualTo(START.plusSeconds(600));
    machine.tick(Duration.ofMinutes(5));
    assertThat(time.instant()).isEqualTo(START.plusSeconds(900));
    assertThat(time.machine().instant()).isBefore(START);
  }

  @Test
  void set_right_again_it_is_the_machines_time_once_more() {
    var time = new ForwardTime(machine, START);
    machine.set(START.minusSeconds(3600));
    machine.tick(Duration.ofMinutes(5));
    assertThat(time.instant()).isEqualTo(START.plusSeconds(300));

    machine.set(START.plusSeconds(400));
    assertThat(time.instant()).isEqualTo(START.plusSeconds(400));
  }

  @Test
  void it_begins_behind_the_last_record_when_the_machine_is_before_it() {
    var time = new ForwardTime(machine, START.plusSeconds(50));
    assertThat(time.instant()).isEqualTo(START.plusSeconds(50));
    machine.tick(Duration.ofSeconds(1));
    assertThat(time.instant()).isEqualTo(START.plusSeconds(51));
  }
}
