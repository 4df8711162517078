package io.nuwa.emergency.acceptance.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SuiteClockTest {

  @ParameterizedTest
  @CsvSource({
    "2026-11-01T08:30:05Z, 2026-11-01T08:30:05Z",
    "2026-11-01T08:30:05.5+08:00, 2026-11-01T00:30:05.500Z",
    "2026-11-01T08:30:05+0800, 2026-11-01T00:30:05Z",
    "2026-11-01 08:30:05 , 2026-11-01T20:30:05Z",
    // An hour that is repeated when summer time ends may be either of the two.
    "2026-11-01T01:30:00, 2026-11-01T13:30:00Z",
    // Any second of the minute.
    "2026-11-01T08:30Z, 2026-11-01T08:30:59Z",
    "2026-11-01T08:30+08:00, 2026-11-01T00:30:59Z",
    "2026-11-01T08:30, 2026-11-01T20:30:59Z",
  })
  void allows_for_every_time_zone_and_second_that_is_not_said(String text, Instant latest) {
    assertThat(SuiteClock.latest(text)).contains(latest);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "yesterday",
        "2026-11-01",
        "1793520000",
        "2026-13-01T00:00:00Z",
        "1970-01-01T00:00:00Z",
        "0001-01-01T00:00:00"
      })
  void says_nothing_of_what_is_no_time(String text) {
    assertThat(SuiteClock.latest(text)).isEmpty();
  }
}
