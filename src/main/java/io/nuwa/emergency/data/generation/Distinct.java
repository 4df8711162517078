package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.function.LongFunction;

/**
 * Columns whose values may stand only once. Each row has a number of its own, its place; the value
 * is made from the place alone. Places whose value somebody else's row has are passed over.
 */
final class Distinct {
  private Distinct() {}

  /** The place of each row. */
  interface Places {
    /** Nobody stands in the way. */
    Places ALL = row -> row;

    long of(long row);

    /**
     * Places without those whose value is taken.
     *
     * @param taken values as PostgreSQL prints them, in lower case
     * @param most the last place that there may be
     * @return {@link #ALL} when nothing is taken
     */
    static Places without(Set<String> taken, long rows, long most, LongFunction<String> value) {
      if (taken.isEmpty()) {
        return ALL;
      }
      long[] places = new long[Math.toIntExact(rows)];
      long place = 0;
      for (int row = 0; row < places.length; row++) {
        while (place <= most && taken.contains(value.apply(place).toLowerCase(Locale.ROOT))) {
          place++;
        }
        if (place > most) {
          throw new UnfitSchemaException(
              "only " + row + " of " + rows + " unique values are still free");
        }
        places[row] = place++;
      }
      return row -> places[(int) row];
    }
  }

  /** A number from {@code first} on, both without their point. */
  record Whole(ColumnType.Numerical type, long first, Places places) implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      Numbers.write(out, type, unscaled(row), type.scale());
    }

    @Override
    public long unscaled(long row) {
      return first + places.of(row);
    }

    @Override
    public int scale() {
      return type.scale();
    }
  }

  /** A text with the place in its middle, such as {@code wang.} 17 {@code @example.com}. */
  record Numbered(Encoded before, int digits, String after, Places places) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.text(value(places.of(row)).getBytes(StandardCharsets.UTF_8));
    }

    String value(long place) {
      String number = Long.toString(place + 1);
      return before.text(place % before.size())
          + "0".repeat(Math.max(0, digits - number.length()))
          + number
          + after;
    }

    /** The greatest length in characters among so many rows, with room for places passed over. */
    long longest(long rows) {
      long longest = 0;
      for (long place = 0; place < before.size(); place++) {
        longest = Math.max(longest, value(10 * rows + place).length());
      }
      return longest;
    }

    Numbered at(Places others) {
      return new Numbered(before, digits, after, others);
    }
  }

  /** The choices, each once. */
  record Listed(Encoded choices, Places places) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.text(choices.get(places.of(row)));
    }
  }

  /** Digits and letters only, as short as the number of rows allows. */
  record Brief(int length, Places places) implements Field {
    @Override
    public void write(RowBuffer out, long row) {
      out.text(value(places.of(row)).getBytes(StandardCharsets.US_ASCII));
    }

    String value(long place) {
      String text = Long.toString(place, 36);
      return "0".repeat(Math.max(0, length - text.length())) + text;
    }
  }
}
