package io.nuwa.emergency.plan;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A comparison with a number, such as {@code >= 95}.
 *
 * @param comparison how a measurement is compared
 * @param bound with what, in the unit of the measurement
 */
public record Threshold(Comparison comparison, double bound) {
  private static final Pattern SYNTAX = Pattern.compile("(==|!=|>=|<=|>|<)\\s*(-?\\d+(?:\\.\\d+)?)");

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
  }

  /** Reads {@code ">= 95"}; empty when the text is no threshold. */
  public static Optional<Threshold> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text.strip());
    if (!matcher.matches()) {
      return Optional.empty();
    }
    for (Comparison comparison : Comparison.values()) {
      if (comparison.sign.equals(matcher.group(1))) {
        return Optional.of(new Threshold(comparison, Double.parseDouble(matcher.group(2))));
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

  @Override
  public String toString() {
    boolean whole = bound == Math.rint(bound) && Math.abs(bound) < 1e15;
    return comparison.sign
        + " "
        + (whole ? String.format(Locale.ROOT, "%d", (long) bound) : Double.toString(bound));
  }
}
