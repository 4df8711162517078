package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RangeTest {
  private static final Map<String, Range> RANGES =
      Map.of(
          "any", Range.ANY,
          "count", Range.COUNT,
          "percent", Range.PERCENT,
          "ports", Range.between(0, 4),
          "status", Range.between(100, 599));

  @ParameterizedTest
  @CsvSource({
    "count, >= 0",
    "count, > -1",
    "count, >= -7",
    "count, != 0.5",
    "count, != -3",
    "percent, <= 100",
    "percent, >= 0",
    "percent, < 100.5",
    "percent, != 101",
    "ports, <= 4",
    "ports, < 5",
    "ports, > -0.5",
    "status, != 0",
    "status, < 600"
  })
  void a_threshold_that_every_number_satisfies_is_found(String range, String threshold) {
    assertThat(RANGES.get(range).always(parsed(threshold))).isTrue();
    assertThat(RANGES.get(range).never(parsed(threshold).negated())).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "any, >= 0",
    "any, != 5",
    "any, <= 1000000",
    "count, == 0",
    "count, > 0",
    "count, <= 1000000000",
    "count, != 0",
    "count, < 0.5",
    "percent, >= 95",
    "percent, < 100",
    "percent, > 0",
    "percent, == 100",
    "ports, == 4",
    "ports, >= 4",
    "ports, > 3.5",
    "status, == 200",
    "status, < 400"
  })
  void one_that_tells_numbers_apart_is_left_alone(String range, String threshold) {
    assertThat(RANGES.get(range).always(parsed(threshold))).isFalse();
    assertThat(RANGES.get(range).never(parsed(threshold))).isFalse();
  }

  private static Threshold parsed(String text) {
    return Threshold.parse(text).orElseThrow();
  }
}
