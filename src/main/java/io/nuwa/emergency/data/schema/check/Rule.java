package io.nuwa.emergency.data.schema.check;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a check constraint, as far as it was understood, asks of one column. */
public sealed interface Rule {
  String column();

  /**
   * One of these values.
   *
   * @param values as text
   */
  record OneOf(String column, List<String> values) implements Rule {
    public OneOf {
      values = List.copyOf(values);
    }
  }

  /**
   * A number, or a length in characters, within bounds.
   *
   * @param length whether the length of a text is meant, not a number
   * @param least the lower bound, if any
   * @param most the upper bound, if any
   * @param open whether the bound itself is excluded
   */
  record Bound(
      String column,
      boolean length,
      Optional<BigDecimal> least,
      Optional<BigDecimal> most,
      boolean open)
      implements Rule {}

  /**
   * A day or a time within bounds.
   *
   * @param first the first day that is allowed, if there is one
   * @param last the last day that is allowed, if there is one
   */
  record Days(String column, Optional<LocalDate> first, Optional<LocalDate> last) implements Rule {}

  /**
   * One column compared with another: not less than it, or not before it.
   *
   * @param other the column that must not be greater than {@code column}
   * @param strict whether they must not be equal either
   * @param number how much greater {@code column} must be at least, in days where it is a date;
   *     negative where it may be so much less
   * @param time likewise, for points in time
   */
  record NotLess(String column, String other, boolean strict, BigDecimal number, Duration time)
      implements Rule {
    /** Nothing in between. */
    public NotLess(String column, String other, boolean strict) {
      this(column, other, strict, BigDecimal.ZERO, Duration.ZERO);
    }
  }

  /**
   * What two other columns of numbers come to.
   *
   * @param sign {@code +}, {@code -} or {@code *}
   */
  record Reckoned(String column, String left, String sign, String right) implements Rule {}

  /** Another value than that of another column. */
  record Differs(String column, String other) implements Rule {}

  /**
   * A text with a match in it.
   *
   * @param expression as PostgreSQL writes regular expressions
   */
  record Matches(String column, String expression) implements Rule {}

  /** Nothing: the column is left empty. */
  record Empty(String column) implements Rule {}
}
