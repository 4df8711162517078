package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.check.Rule;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Numbers that a check compares with another column of their row. */
final class OrderedNumbers {
  private final Design design;

  OrderedNumbers(Design design) {
    this.design = design;
  }

  /**
   * A column that others of the row bound.
   *
   * @param usual the bounds where the others leave room for them
   * @param limits the widest bounds
   */
  record Held(
      ColumnType.Numerical type,
      int scale,
      long seed,
      Limits usual,
      Limits limits,
      List<Bounding> bounds)
      implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      Numbers.write(out, type, unscaled(row), scale);
    }

    @Override
    public long unscaled(long row) {
      long least = limits.least();
      long most = limits.most();
      for (Bounding bound : bounds) {
        if (bound.below()) {
          least = Math.max(least, bound.at(row, scale));
        } else {
          most = Math.min(most, bound.at(row, scale));
        }
      }
      Limits here = new Limits(least, Math.max(least, most)).prefer(usual.least(), usual.most());
      return here.least()
          + Randomness.below(
              Randomness.bits(seed, row), Math.max(0, here.most() - here.least()) + 1);
    }
  }

  /**
   * Another column of the row, and how far from it a value must stay.
   *
   * @param below whether it bounds from below
   */
  record Bounding(Amount other, boolean below, long apart) {
    long at(long row, int scale) {
      long value = other.unscaled(row);
      long there = Numbers.rescaled(value, other.scale(), scale);
      boolean cut = Numbers.rescaled(there, scale, other.scale()) != value;
      // Rescaling cuts towards zero.
      if (below) {
        return there + (cut && value > 0 ? 1 : 0) + apart;
      }
      return there - (cut && value < 0 ? 1 : 0) - apart;
    }
  }

  /** The field of a column that is compared with others; empty when none is. */
  Optional<Field> field(Table table, Column column, ColumnType.Numerical type, Limits usual) {
    if (comparisons(table, column.name()).isEmpty()) {
      return Optional.empty();
    }
    var bounds = new ArrayList<Bounding>();
    for (Rule.NotLess rule : comparisons(table, column.name())) {
      boolean below = rule.column().equals(column.name());
      String other = below ? rule.other() : rule.column();
      if (goesFirst(table, other, column.name())
          && design.field(table, other) instanceof Amount amount) {
        bounds.add(new Bounding(amount, below, apart(rule, type)));
      }
    }
    return Optional.of(
        new Held(
            type,
            type.scale(),
            design.seed(table, column.name()),
            usual,
            limits(table, column, type),
            bounds));
  }

  /** Between what a column must lie so that the columns that it is compared with find room. */
  Limits limits(Table table, Column column, ColumnType.Numerical type) {
    return new Limits(
            least(table, column, type, new HashSet<>()), most(table, column, type, new HashSet<>()))
        .checked(table, column);
  }

  private long least(Table table, Column column, ColumnType.Numerical type, Set<String> seen) {
    long least = Limits.ofNumber(table, column, type).least();
    seen.add(column.name());
    for (Rule.NotLess rule : comparisons(table, column.name())) {
      if (rule.column().equals(column.name()) && !seen.contains(rule.other())) {
        Column other = table.column(rule.other()).orElseThrow();
        var numerical = (ColumnType.Numerical) other.type();
        long there = least(table, other, numerical, seen);
        long bound = rescaled(there, numerical.scale(), type.scale(), RoundingMode.CEILING);
        least = Math.max(least, bound + apart(rule, type));
      }
    }
    return least;
  }

  private long most(Table table, Column column, ColumnType.Numerical type, Set<String> seen) {
    long most = Limits.ofNumber(table, column, type).most();
    seen.add(column.name());
    for (Rule.NotLess rule : comparisons(table, column.name())) {
      if (rule.other().equals(column.name()) && !seen.contains(rule.column())) {
        Column other = table.column(rule.column()).orElseThrow();
        var numerical = (ColumnType.Numerical) other.type();
        long there = most(table, other, numerical, seen);
        long bound = rescaled(there, numerical.scale(), type.scale(), RoundingMode.FLOOR);
        most = Math.min(most, bound - apart(rule, type));
      }
    }
    return most;
  }

  private static long rescaled(long unscaled, int from, int to, RoundingMode mode) {
    return BigDecimal.valueOf(unscaled, from)
        .setScale(to, mode)
        .unscaledValue()
        .min(java.math.BigInteger.valueOf(Long.MAX_VALUE / 4))
        .max(java.math.BigInteger.valueOf(Long.MIN_VALUE / 4))
        .longValueExact();
  }

  private static long apart(Rule.NotLess rule, ColumnType.Numerical type) {
    BigDecimal units = rule.number().movePointRight(type.scale());
    return units.setScale(0, RoundingMode.CEILING).longValueExact() + (rule.strict() ? 1 : 0);
  }

  private static List<Rule.NotLess> comparisons(Table table, String column) {
    return table.rules().stream()
        .filter(Rule.NotLess.class::isInstance)
        .map(Rule.NotLess.class::cast)
        .filter(rule -> rule.column().equals(column) || rule.other().equals(column))
        .filter(rule -> isNumber(table, rule.column()) && isNumber(table, rule.other()))
        .toList();
  }

  private static boolean isNumber(Table table, String column) {
    return table
        .column(column)
        .filter(found -> found.type() instanceof ColumnType.Numerical && !found.computed())
        .isPresent();
  }

  /** What something else decides stands first, then the columns in the order of the table. */
  private boolean goesFirst(Table table, String other, String column) {
    // What is reckoned from others comes last of all.
    return table.rulesOf(other).stream().noneMatch(Rule.Reckoned.class::isInstance)
        && (design.isDecided(table, other) || place(table, other) < place(table, column));
  }

  private static int place(Table table, String column) {
    return table.columns().indexOf(table.column(column).orElseThrow());
  }
}
