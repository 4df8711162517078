package io.nuwa.emergency.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.DoubleStream;

/**
 * A comparison with a number, such as {@code >= 95}.
 *
 * @param comparison how a measurement is compared
 * @param bound with what, in the unit of the measurement
 */
public record Threshold(Comparison comparison, double bound) {
  private static final Pattern SYNTAX =
      Pattern.compile("(==|!=|>=|<=|>|<)\\s*(-?\\d+(?:\\.\\d+)?)");

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

  /** Reads {@code ">= 95"}; empty when the text is no threshold. */
  public static Optional<Threshold> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (Comparison comparison : Comparison.values()) {
      if (comparison.sign.equals(matcher.group(1))) {
        double bound = Double.parseDouble(matcher.group(2));
        return Double.isFinite(bound)
            ? Optional.of(new Threshold(comparison, bound))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  /** Whether a measurement satisfies this; NaN satisfies nothing. */
  public boolean holds(double value) {
    if (Double.isNaN(value)) {
      return false;
    }
    return switch (comparison) {
      case EQUAL -> value == bound;
      case NOT_EQUAL -> value != bound;
      case AT_LEAST -> value >= bound;
      case AT_MOST -> value <= bound;
      case MORE -> value > bound;
      case LESS -> value < bound;
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
        bound);
  }

  /**
   * How far a measurement is from satisfying this, in the unit of the measurement; 0 at a bound
   * that is not included, infinite for NaN.
   */
  public double distance(double value) {
    if (Double.isNaN(value)) {
      return Double.POSITIVE_INFINITY;
    }
    return holds(value) ? 0 : Math.abs(value - bound);
  }

  /** A number that satisfies both, if there is one: then the two contradict each other. */
  public OptionalDouble sharedWith(Threshold other) {
    double low = Math.min(bound, other.bound);
    double high = Math.max(bound, other.bound);
    // Both only change their answer at a bound, so one number from each stretch is enough.
    return DoubleStream.of(low, high, (low + high) / 2, Math.floor(low - 1), Math.ceil(high + 1))
        .filter(number -> holds(number) && other.holds(number))
        .findFirst();
  }

  @Override
  public String toString() {
    return comparison.sign + " " + plain(bound);
  }

  /** A number without a needless fraction. */
  static String plain(double number) {
    boolean whole = number == Math.rint(number) && Math.abs(number) < 1e15;
    return whole ? String.format(Locale.ROOT, "%d", (long) number) : Double.toString(number);
  }
}
