package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import io.nuwa.emergency.data.schema.check.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;

/**
 * Between what a column's values must lie, by its type and its rules together.
 *
 * @param least of a number, without its point; of a text, the least length in characters
 * @param most likewise
 */
record Limits(long least, long most) {
  /** Numbers are reckoned with in 15 digits: enough for any price, and exact in a long. */
  private static final long LARGEST = 999_999_999_999_999L;

  /** For a column of numbers. */
  static Limits ofNumber(Table table, Column column, ColumnType.Numerical type) {
    long largest =
        switch (type) {
          case ColumnType.Whole whole -> Math.min(LARGEST, whole.greatest());
          case ColumnType.Floating ignored -> LARGEST;
          case ColumnType.Numeric numeric ->
              numeric.precision() == 0 || numeric.precision() > 15
                  ? LARGEST
                  : (long) Math.pow(10, numeric.precision()) - 1;
        };
    return narrowed(new Limits(-largest, largest), table, column, type.scale(), false);
  }

  /** For the length of a text. */
  static Limits ofLength(Table table, Column column, ColumnType.Text type) {
    return narrowed(new Limits(0, type.longest()), table, column, 0, true);
  }

  /**
   * The usual range, as far as it is allowed; where none of it is, the nearest that is allowed, and
   * nothing below zero unless there is nothing else.
   */
  Limits prefer(long usualLeast, long usualMost) {
    long span = usualMost - usualLeast;
    if (usualMost < least) {
      return new Limits(least, Math.min(most, least + span));
    }
    if (usualLeast > most) {
      return new Limits(Math.max(least, Math.max(Math.min(0, most), most - span)), most);
    }
    return new Limits(Math.max(least, usualLeast), Math.min(most, usualMost));
  }

  boolean contains(long from, long to) {
    return least <= from && to <= most;
  }

  private static Limits narrowed(
      Limits widest, Table table, Column column, int scale, boolean length) {
    long least = widest.least();
    long most = widest.most();
    for (Rule rule : table.rulesOf(column.name())) {
      if (rule instanceof Rule.Bound bound && bound.length() == length) {
        long open = bound.open() ? 1 : 0;
        Optional<BigDecimal> lower = bound.least().map(value -> value.movePointRight(scale));
        Optional<BigDecimal> upper = bound.most().map(value -> value.movePointRight(scale));
        if (lower.isPresent()) {
          least = Math.max(least, whole(lower.get(), RoundingMode.CEILING) + open);
        }
        if (upper.isPresent()) {
          most = Math.min(most, whole(upper.get(), RoundingMode.FLOOR) - open);
        }
      }
    }
    return new Limits(least, most).checked(table, column);
  }

  /** These, or an exception where they hold nothing. */
  Limits checked(Table table, Column column) {
    if (least > most) {
      throw new UnfitSchemaException(
          "the checks on "
              + table.name()
              + "."
              + column.name()
              + " leave no value to generate;"
              + " correct the check constraints");
    }
    return this;
  }

  private static long whole(BigDecimal value, RoundingMode mode) {
    BigDecimal limit = BigDecimal.valueOf(LARGEST);
    return value.min(limit).max(limit.negate()).setScale(0, mode).longValueExact();
  }

  /** The values that rules list for a column, if any does: those that all of them list. */
  static Optional<List<String>> listed(Table table, Column column) {
    return table.rulesOf(column.name()).stream()
        .filter(Rule.OneOf.class::isInstance)
        .map(rule -> ((Rule.OneOf) rule).values())
        .reduce((some, others) -> some.stream().filter(others::contains).toList())
        .filter(values -> !values.isEmpty());
  }
}
