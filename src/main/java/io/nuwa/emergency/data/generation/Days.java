package io.nuwa.emergency.data.generation;

import java.time.LocalDate;

/**
 * Columns of days and times. Last year, this year and the current month are all there from twenty
 * rows on, so that "last year's orders" has an answer; no day lies after the reference day.
 */
final class Days {
  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long MICROSECONDS_A_DAY = 86_400_000_000L;
  private static final int CYCLE = 20;
  private static final int LAST_YEAR = 9;
  private static final int THIS_YEAR = 18;

  private Days() {}

  /** The day of a row, as days since 1970-01-01. */
  interface Calendar {
    long day(long row);
  }

  /**
   * Of every twenty rows nine in last year, nine in this year, two in the current month.
   *
   * @param lastYear its first day
   * @param thisYear its first day
   * @param month the first day of the current month
   * @param today the last day of all
   */
  record Spread(long seed, long lastYear, long thisYear, long month, long today)
      implements Calendar {
    static Spread until(long seed, LocalDate reference) {
      return new Spread(
          seed,
          reference.minusYears(1).withDayOfYear(1).toEpochDay(),
          reference.withDayOfYear(1).toEpochDay(),
          reference.withDayOfMonth(1).toEpochDay(),
          reference.toEpochDay());
    }

    @Override
    public long day(long row) {
      // Seven has no factor in common with twenty: neighbours differ, and all twenty are met.
      long turn = row * 7 % CYCLE;
      long bits = Randomness.bits(seed, row);
      if (turn < LAST_YEAR) {
        return lastYear + Randomness.below(bits, thisYear - lastYear);
      }
      long from = turn < THIS_YEAR ? thisYear : month;
      return from + Randomness.below(bits, today - from + 1);
    }
  }

  /** Some days after another column of the same row, but not after the reference day. */
  record Later(long seed, Calendar before, long today) implements Calendar {
    @Override
    public long day(long row) {
      return Math.min(today, before.day(row) + Randomness.below(Randomness.bits(seed, row), 4));
    }
  }

  /** Between two days, both included: birthdays. */
  record Within(long seed, long first, long last) implements Calendar {
    @Override
    public long day(long row) {
      return first + Randomness.below(Randomness.bits(seed, row), last - first + 1);
    }
  }

  /** A day of its own for each row, going back from the reference day. */
  record Backwards(long today) implements Calendar {
    @Override
    public long day(long row) {
      return today - row;
    }
  }

  /** A date. */
  record Date(Calendar calendar) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.whole(4, calendar.day(row) - EPOCH);
    }
  }

  /** A point in time, in UTC; always before the reference day ends and no day later than it. */
  record Timestamp(Calendar calendar, long seed, long today) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      long day = calendar.day(row);
      // Nothing may lie in the future, and the reference day has only just begun.
      long within = day >= today ? 0 : second(seed, row) * 1_000_000L;
      out.whole(8, (day - EPOCH) * MICROSECONDS_A_DAY + within);
    }
  }

  /** A time of day. */
  record TimeOfDay(long seed) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.whole(8, second(seed, row) * 1_000_000L);
    }
  }

  /** Business hours, 8 to 22 o'clock in China, which is 0 to 14 o'clock UTC. */
  private static long second(long seed, long row) {
    return Randomness.below(Randomness.bits(seed, row), 14 * 3600);
  }
}
