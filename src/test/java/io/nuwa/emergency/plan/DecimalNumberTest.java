package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NaN", "nan", "Infinity", "+Inf", "-Inf", "0x10", "0x1p3", "1_000", "1,5", "1 000", "９７",
            "٣",
        "5d", "5f", "97%", "1\n2", "", ".", "-", "e5", "1e", "1e99999", " 5", "--5"
      })
  void what_is_not_plainly_decimal_is_no_number(String text) {
    assertThat(DecimalNumber.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"5, 5", "-0.5, -0.5", ".5, 0.5", "5., 5", "+7, 7", "1e3, 1000", "2.5E-3, 0.0025"})
  void reads_what_programs_print(String text, BigDecimal number) {
    assertThat(DecimalNumber.parse(text).orElseThrow()).isEqualByComparingTo(number);
    assertThat(recorded(text)).isEqualTo(number.doubleValue());
  }

  @Test
  void nothing_is_rounded_onto_a_number_that_it_has_not_reached() {
    assertThat(recorded("99.99999999999999999999999999")).isLessThan(100).isGreaterThan(99.999999);
    assertThat(recorded("100.0000000000000000000000001")).isGreaterThan(100).isLessThan(100.000001);
    assertThat(recorded("-100.0000000000000000000000001")).isLessThan(-100);
    assertThat(recorded("1e-400")).isPositive();
    assertThat(recorded("-1e-400")).isNegative();
    assertThat(recorded("0.1")).isEqualTo(0.1);
    assertThat(recorded("0e-400")).isZero();
  }

  @Test
  void one_larger_than_any_that_can_be_kept_is_not_recorded() {
    assertThat(DecimalNumber.recorded(new BigDecimal("1e400"))).isEmpty();
    assertThat(DecimalNumber.recorded(new BigDecimal("-1e400"))).isEmpty();
  }

  private static double recorded(String text) {
    return DecimalNumber.recorded(DecimalNumber.parse(text).orElseThrow()).orElseThrow();
  }
}
