package io.nuwa.emergency.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our quick reading and writing of times against the library's. */
class InstantTextTest {

  @Test
  void every_day_of_eight_centuries_has_the_librarys_number() {
    for (LocalDate date = LocalDate.of(1600, 1, 1);
        date.getYear() < 2400;
        date = date.plusDays(1)) {
      var day = new CalendarDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
      assertThat(day.epochDay()).isEqualTo(date.toEpochDay());
      assertThat(CalendarDay.of(date.toEpochDay())).isEqualTo(day);
      assertThat(day.exists()).isTrue();
    }
  }

  @Test
  void any_instant_is_written_and_read_as_the_library_does() {
    var random = new Random(7);
    int[] units = {1, 1000, 1_000_000, 1_000_000_000};
    for (int i = 0; i < 10_000; i++) {
      int unit = units[random.nextInt(units.length)];
      long second = random.nextLong(-40_000_000_000L, 300_000_000_000L);
      int nanos = random.nextInt(1_000_000_000) / unit * unit;
      Instant instant = Instant.ofEpochSecond(second, nanos);
      assertThat(InstantText.of(instant)).isEqualTo(instant.toString());
      assertThat(InstantText.parse(instant.toString())).isEqualTo(instant);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-02-29T00:00:00Z",
        "2026-01-31T20:00:00.5Z",
        "2026-01-31T22:00:00+02:00",
        "2026-01-31T24:00:00Z"
      })
  void other_ways_of_writing_are_read_as_the_library_does(String text) {
    assertThat(InstantText.parse(text)).isEqualTo(Instant.parse(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2025-02-29T00:00:00Z",
        "2026-13-01T00:00:00Z",
        "2026-00-10T00:00:00Z",
        "2026-04-31T00:00:00Z",
        "2026-01-31T25:00:00Z",
        "2026-01-31 20:00:00Z",
        "2026-01-31T20:00:00",
        "2026-01-31T20:61:00Z"
      })
  void refuses_what_is_no_time(String text) {
    assertThatThrownBy(() -> InstantText.parse(text)).isInstanceOf(DateTimeException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PT48H", "PT6H", "PT0S", "PT90M", "PT1H30M", "PT0.25S", "P2D", "PT-1H"})
  void durations_are_read_as_the_library_does(String text) {
    assertThat(DurationText.parse(text)).isEqualTo(Duration.parse(text));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "PT", "PTH", "48H", "PT48", "PT48X"})
  void refuses_what_is_no_duration(String text) {
    assertThatThrownBy(() -> DurationText.parse(text)).isInstanceOf(DateTimeException.class);
  }
}
