package io.nuwa.emergency.plan;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A comparison with a number, such as {@code >= 95}. Compares decimal numbers exactly as they were
 * written, so that nothing is rounded into it or out of it.
 *
 * @param comparison how a measurement is compared
 * @param number with what, in the unit of the measurement
 */
public record Threshold(Comparison comparison, BigDecimal number) {
  private static final Pattern SYNTAX =
      Pattern.compile("(==|!=|>=|<=|>|<)\\s*(-?[0-9]{1,40}(?:\\.[0-9]{1,40})?)");

  /** How a number is compared. */
  public enum Comparison {
    EQUAL("=="),
    NOT_EQUAL("!="),
    AT_LEAST(">="),
    AT_MOST("<="),
    MORE(">"),
    LESS("<");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** As plans write it, such as {@code >=}. */
    public String sign() {
      return sign;
    }
  }

  public Threshold {
    number = number.stripTrailingZeros();
  }

  public Threshold(Comparison comparison, long number) {
    this(comparison, BigDecimal.valueOf(number));
  }

  /** Reads {@code ">= 95"}; empty when the text is no threshold. */
  public static Optional<Threshold> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (Comparison comparison : Comparison.values()) {
      if (comparison.sign.equals(matcher.group(1))) {
        return Optional.of(new Threshold(comparison, new BigDecimal(matcher.group(2))));
      }
    }
    return Optional.empty();
  }

  /** The number as a figure or a drawing takes it, which may round it. */
  public double bound() {
    return number.doubleValue();
  }

  /** Whether a measurement satisfies this; NaN satisfies nothing. */
  public boolean holds(double value) {
    if (Double.isNaN(value)) {
      return false;
    }
    return Double.isInfinite(value)
        ? decided(value > 0 ? 1 : -1)
        : holds(BigDecimal.valueOf(value));
  }

  /** Whether a number that is known exactly satisfies this. */
  public boolean holds(BigDecimal value) {
    return decided(value.compareTo(number));
  }

  private boolean decided(int side) {
    return switch (comparison) {
      case EQUAL -> side == 0;
      case NOT_EQUAL -> side != 0;
      case AT_LEAST -> side >= 0;
      case AT_MOST -> side <= 0;
      case MORE -> side > 0;
      case LESS -> side < 0;
    };
  }

  /** What holds exactly where this does not, NaN aside. */
  public Threshold negated() {
    return new Threshold(
        switch (comparison) {
          case EQUAL -> Comparison.NOT_EQUAL;
          case NOT_EQUAL -> Comparison.EQUAL;
          case AT_LEAST -> Comparison.LESS;
          case AT_MOST -> Comparison.MORE;
          case MORE -> Comparison.AT_MOST;
          case LESS -> Comparison.AT_LEAST;
        },
        number);
  }

  /**
   * How far a measurement is from satisfying this, in the unit of the measurement; 0 at a bound
   * that is not included, infinite for NaN.
   */
  public double distance(double value) {
    if (Double.isNaN(value)) {
      return Double.POSITIVE_INFINITY;
    }
    return holds(value) ? 0 : Math.abs(value - bound());
  }

  /** A number that satisfies both, if there is one: then the two contradict each other. */
  public Optional<BigDecimal> sharedWith(Threshold other) {
    BigDecimal low = number.min(other.number);
    BigDecimal high = number.max(other.number);
    // Both only change their answer at a bound, so one number from each stretch is enough.
    return Stream.of(
            low,
            high,
            low.add(high).divide(BigDecimal.TWO),
            low.subtract(BigDecimal.ONE).setScale(0, RoundingMode.FLOOR),
            high.add(BigDecimal.ONE).setScale(0, RoundingMode.CEILING))
        .filter(one -> holds(one) && other.holds(one))
        .findFirst();
  }

  @Override
  public String toString() {
    return comparison.sign + " " + plain(number);
  }

  /** A number without a needless fraction. */
  static String plain(BigDecimal number) {
    return number.stripTrailingZeros().toPlainString();
  }
}
