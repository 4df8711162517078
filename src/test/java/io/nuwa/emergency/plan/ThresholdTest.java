package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ThresholdTest {

  @ParameterizedTest
  @CsvSource({
    "== 5,  false, true,  false",
    "!= 5,  true,  false, true",
    ">= 5,  false, true,  true",
    "<= 5,  true,  true,  false",
    "> 5,   false, false, true",
    "< 5,   true,  false, false"
  })
  void compares_below_at_and_above_its_bound(
      String text, boolean below, boolean at, boolean above) {
    Threshold threshold = threshold(text);
    assertThat(List.of(threshold.holds(4.999), threshold.holds(5), threshold.holds(5.001)))
        .containsExactly(below, at, above);
  }

  @ParameterizedTest
  @ValueSource(strings = {"== 0", "!= 0", ">= 0", "<= 0", "> 0", "< 0"})
  void is_never_satisfied_by_what_is_no_number(String text) {
    assertThat(threshold(text).holds(Double.NaN)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {">= 95", "< -0.5", "== 1000000", "!= 0.125"})
  void writes_itself_as_it_was_written(String text) {
    assertThat(threshold(text)).hasToString(text);
  }

  @Test
  void does_not_mind_spaces() {
    assertThat(threshold(" >=95 ")).isEqualTo(threshold(">=  95.0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "95", ">=", "=> 95", "= 95", ">= x", ">= 1e3", ">= 95 %", ">= .5"})
  void refuses_what_is_no_comparison(String text) {
    assertThat(Threshold.parse(text)).isEmpty();
  }

  @Test
  void compares_numbers_as_they_were_written_and_not_as_they_are_rounded() {
    Threshold threshold = threshold("== 9007199254740993");
    assertThat(threshold).hasToString("== 9007199254740993");
    assertThat(threshold.holds(new BigDecimal("9007199254740993"))).isTrue();
    assertThat(threshold.holds(new BigDecimal("9007199254740992"))).isFalse();
    assertThat(threshold.holds(new BigDecimal("9007199254740994"))).isFalse();
    assertThat(threshold(">= 100").holds(new BigDecimal("99.99999999999999999999"))).isFalse();
    assertThat(threshold("== 0").holds(new BigDecimal("1e-400"))).isFalse();
    assertThat(threshold("== 0.1").holds(0.1)).isTrue();
    assertThat(threshold("== 0.1000000000000000000001").holds(0.1)).isFalse();
    assertThat(threshold("> 5").holds(Double.POSITIVE_INFINITY)).isTrue();
    assertThat(threshold("> 5").holds(Double.NEGATIVE_INFINITY)).isFalse();
  }

  @Test
  void refuses_a_number_too_large_to_be_one() {
    assertThat(Threshold.parse("> " + "9".repeat(400))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    ">= 95, > 90",
    ">= 95, <= 95",
    "== 5,  != 4",
    "== 5,  >= 5",
    "!= 5,  != 6",
    "> 1,   < 2",
    "<= 1,  < 0"
  })
  void finds_a_number_that_satisfies_two_contradicting_ones(String success, String alert) {
    var shared = threshold(success).sharedWith(threshold(alert)).orElseThrow();
    assertThat(threshold(success).holds(shared)).isTrue();
    assertThat(threshold(alert).holds(shared)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({">= 95, < 85", ">= 95, < 95", "== 5, < 5", "== 5, != 5", "<= 1, > 2", "== 0, >= 2"})
  void finds_none_for_two_that_go_together(String success, String alert) {
    assertThat(threshold(success).sharedWith(threshold(alert))).isEmpty();
  }

  @Test
  void agrees_with_trying_many_numbers() {
    var random = new Random(7);
    for (int i = 0; i < 2000; i++) {
      Threshold one = any(random);
      Threshold other = any(random);
      boolean found =
          random.doubles(200, -6, 6).anyMatch(n -> one.holds(n) && other.holds(n))
              || java.util.stream.IntStream.rangeClosed(-6, 6)
                  .anyMatch(n -> one.holds(n) && other.holds(n));
      assertThat(one.sharedWith(other).isPresent()).as("%s and %s", one, other).isEqualTo(found);
    }
  }

  private static Threshold any(Random random) {
    Threshold.Comparison[] all = Threshold.Comparison.values();
    return new Threshold(all[random.nextInt(all.length)], random.nextInt(-3, 4));
  }

  private static Threshold threshold(String text) {
    return Threshold.parse(text).orElseThrow();
  }
}
