package io.nuwa.emergency.data.schema;

import java.math.BigDecimal;
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
   * One column compared with another: not before, or not less than it.
   *
   * @param other the column that must not be greater than {@code column}
   */
  record NotLess(String column, String other) implements Rule {}
}
