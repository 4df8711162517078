package io.nuwa.emergency.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

  @ParameterizedTest
  @CsvSource({
    "250ms, PT0.25S",
    "90s, PT1M30S",
    "10m, PT10M",
    "48h, PT48H",
    "2d, PT48H",
    "1h30m, PT1H30M",
    "0, PT0S",
    "0h, PT0S",
    "' 5s ', PT5S"
  })
  void reads_durations_as_people_write_them(String text, Duration expected) {
    assertThat(Durations.parse(text)).contains(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "5", "h", "-5s", "1.5h", "5 s", "5S", "PT5S", "1w", "9999999999s", "٣s"})
  void refuses_what_is_no_duration(String text) {
    assertThat(Durations.parse(text)).isEmpty();
  }

  @Test
  void writes_what_it_reads_back_as_the_same() {
    var random = new Random(20250616);
    for (int i = 0; i < 1000; i++) {
      Duration duration = Duration.ofMillis(random.nextLong(1, 400L * 24 * 3600 * 1000));
      assertThat(Durations.parse(Durations.write(duration))).contains(duration);
    }
  }

  @Test
  void writes_only_the_units_that_are_needed() {
    assertThat(Durations.write(Duration.ofHours(49))).isEqualTo("49h");
    assertThat(Durations.write(Duration.ofMillis(60_250))).isEqualTo("1m250ms");
    assertThat(Durations.write(Duration.ZERO)).isEqualTo("0");
  }
}
