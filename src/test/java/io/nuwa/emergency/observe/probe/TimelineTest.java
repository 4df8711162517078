package io.nuwa.emergency.observe.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final Instant START = Instant.parse("2025-06-16T12:00:00Z");
  private static final Instant NOW = START.plusSeconds(600);

  @Test
  void samples_on_time_have_no_gap() {
    assertThat(every15(true, 0, 600).gaps(START, NOW)).isEmpty();
  }

  @Test
  void one_lost_scrape_is_no_gap_and_two_are() {
    assertThat(at(true, 0, 15, 45, 60).gaps(START, START.plusSeconds(60))).isEmpty();
    assertThat(at(true, 0, 15, 60).gaps(START, START.plusSeconds(60)))
        .containsExactly(new Gap("s", START.plusSeconds(15), START.plusSeconds(60), false));
  }

  @Test
  void silence_until_now_is_an_open_gap() {
    assertThat(every15(true, 0, 300).gaps(START, NOW))
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.open()).isTrue();
              assertThat(gap.from()).isEqualTo(START.plusSeconds(300));
              assertThat(gap.length()).isEqualTo(Duration.ofMinutes(5));
            });
  }

  @Test
  void a_young_series_has_no_gap_before_its_first_sample() {
    assertThat(every15(false, 480, 600).gaps(START, NOW)).isEmpty();
  }

  @Test
  void an_old_series_that_starts_late_in_the_window_has_one() {
    assertThat(every15(true, 480, 600).gaps(START, NOW))
        .containsExactly(new Gap("s", START, START.plusSeconds(480), false));
  }

  @Test
  void no_sample_at_all_is_one_open_gap() {
    assertThat(at(true).gaps(START, NOW)).containsExactly(new Gap("s", START, NOW, true));
  }

  @Test
  void a_single_sample_just_now_is_enough_for_a_young_series() {
    assertThat(at(false, 598).gaps(START, NOW)).isEmpty();
  }

  private static Timeline every15(boolean older, int from, int to) {
    return new Timeline(
        "s",
        IntStream.rangeClosed(from / 15, to / 15)
            .mapToObj(i -> START.plusSeconds(i * 15L))
            .toList(),
        Duration.ofSeconds(15),
        older);
  }

  private static Timeline at(boolean older, int... seconds) {
    List<Instant> samples = IntStream.of(seconds).mapToObj(START::plusSeconds).toList();
    return new Timeline("s", samples, Duration.ofSeconds(15), older);
  }
}
