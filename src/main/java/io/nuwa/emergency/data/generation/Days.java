package io.nuwa.emergency.data.generation;

import java.time.LocalDate;
import java.util.List;

/**
 * Columns of days and times. Last year, this year and the current month are all there from twenty
 * rows on, so that "last year's orders" has an answer; no day lies after the reference day.
 */
final class Days {
  private static final long EPOCH = LocalDate.of(2000, 1, 1).toEpochDay();
  private static final long SECONDS_A_DAY = 86_400;
  private static final long BUSINESS = 14 * 3600;
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

  /**
   * Some days after another column of the same row, within bounds.
   *
   * @param least the first day of all
   * @param most the last day of all, usually the reference day
   */
  record Later(long seed, Calendar before, long least, long most, List<Beside> bounds)
      implements Calendar {
    @Override
    public long day(long row) {
      long from = least;
      long to = most;
      for (Beside bound : bounds) {
        if (bound.below()) {
          from = Math.max(from, bound.other().day(row) + bound.apart());
        } else {
          to = Math.min(to, bound.other().day(row) - bound.apart());
        }
      }
      long day = before.day(row) + Randomness.below(Randomness.bits(seed, row), 4);
      return Math.max(from, Math.min(to, day));
    }
  }

  /**
   * A column of the same row that bounds another one.
   *
   * @param below whether from below
   * @param apart how many days they must be apart at least
   */
  record Beside(Calendar other, boolean below, long apart) {
    /** Whether a day is so late that this bounds nothing after it. */
    boolean isFar(long day) {
      return below
          && switch (other) {
            case Spread usual -> usual.today() + apart <= day;
            case Within within -> within.last() + apart <= day;
            default -> false;
          };
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

  /** A point in time, in seconds since 1970-01-01 in UTC. */
  interface Moments extends Field {
    long second(long row);

    @Override
    default void write(RowBuffer out, long row) {
      out.whole(8, (second(row) - EPOCH * SECONDS_A_DAY) * 1_000_000L);
    }
  }

  /** A day at a time of day; always before the reference day ends and no day later than it. */
  record Timestamp(Calendar calendar, long seed, long today) implements Moments {
    @Override
    public long second(long row) {
      long day = calendar.day(row);
      // Nothing may lie in the future, and the reference day has only just begun.
      return day * SECONDS_A_DAY + (day == today ? 0 : secondOfDay(seed, row));
    }
  }

  /**
   * So many seconds after another point in time of the same row.
   *
   * @param least at least
   * @param most at most
   */
  record After(Moments before, long seed, long least, long most) implements Moments {
    @Override
    public long second(long row) {
      return before.second(row)
          + least
          + Randomness.below(Randomness.bits(seed, row), most - least + 1);
    }
  }

  /**
   * A time of day.
   *
   * @param part which part of the business day, from 0
   * @param parts how many parts it has
   */
  record TimeOfDay(long seed, long part, long parts) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.whole(8, (part * BUSINESS + secondOfDay(seed, row)) / parts * 1_000_000L);
    }
  }

  /** Business hours, 8 to 22 o'clock in China, which is 0 to 14 o'clock UTC. */
  private static long secondOfDay(long seed, long row) {
    return Randomness.below(Randomness.bits(seed, row), BUSINESS);
  }
}
