package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RestartsTest {
  private static final Instant MADE = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void one_must_run_three_times_as_long_as_it_lived_on_average() {
    assertThat(after(5, Duration.ofSeconds(45))).isEqualTo(Duration.ofSeconds(27));
  }

  @Test
  void one_that_crashed_quickly_until_its_database_was_there_is_soon_over_it() {
    assertThat(after(6, Duration.ofSeconds(6))).isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void nobody_has_to_run_for_longer_than_five_minutes() {
    assertThat(after(3, Duration.ofDays(30))).isEqualTo(Duration.ofMinutes(5));
  }

  private static Duration after(int restarts, Duration age) {
    return new Restarts(true, restarts, Optional.of(MADE)).proof(MADE.plus(age));
  }
}
