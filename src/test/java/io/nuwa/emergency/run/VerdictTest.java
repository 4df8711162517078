package io.nuwa.emergency.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.plan.Threshold;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

class VerdictTest {
  private static final Threshold SUCCESS = Threshold.parse(">= 100").orElseThrow();
  private static final Threshold ALERT = Threshold.parse("< 90").orElseThrow();

  @Test
  void what_is_no_finite_number_is_unknown() {
    for (double value :
        new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY}) {
      assertThat(Verdict.of(value, SUCCESS, ALERT)).isEqualTo(Verdict.UNKNOWN);
    }
  }

  @Test
  void a_number_that_is_nearly_enough_is_not_enough() {
    assertThat(Verdict.of(new BigDecimal("99.99999999999999999999"), SUCCESS, ALERT))
        .isEqualTo(Verdict.WARN);
    assertThat(Verdict.of(new BigDecimal("89.99999999999999999999"), SUCCESS, ALERT))
        .isEqualTo(Verdict.ALERT);
    assertThat(Verdict.of(new BigDecimal("1e2"), SUCCESS, ALERT)).isEqualTo(Verdict.PASS);
  }
}
