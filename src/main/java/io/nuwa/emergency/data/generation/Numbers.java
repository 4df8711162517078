package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.ColumnType;

/** Columns of numbers. */
final class Numbers {
  private Numbers() {}

  /** How a number without its point is written into a column of this type. */
  static void write(RowBuffer out, ColumnType.Numerical type, long unscaled, int scale) {
    switch (type) {
      case ColumnType.Whole whole -> out.whole(whole.bytes(), rescaled(unscaled, scale, 0));
      case ColumnType.Numeric numeric ->
          out.numeric(rescaled(unscaled, scale, numeric.scale()), numeric.scale());
      case ColumnType.Floating floating -> {
        double value = unscaled / Math.pow(10, scale);
        out.whole(
            floating.bytes(),
            floating.bytes() == 4
                ? Float.floatToRawIntBits((float) value)
                : Double.doubleToRawLongBits(value));
      }
    }
  }

  static long rescaled(long unscaled, int from, int to) {
    long value = unscaled;
    for (int i = from; i < to; i++) {
      value *= 10;
    }
    for (int i = to; i < from; i++) {
      value /= 10;
    }
    return value;
  }

  /** 1, 2, 3, ... from {@code first} on. */
  record Counter(int bytes, long first) implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      out.whole(bytes, first + row);
    }

    @Override
    public long unscaled(long row) {
      return first + row;
    }

    @Override
    public int scale() {
      return 0;
    }
  }

  /** By chance between two ends, both included and without their point. */
  record Between(ColumnType.Numerical type, int scale, long seed, long least, long most)
      implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      Numbers.write(out, type, unscaled(row), scale);
    }

    @Override
    public long unscaled(long row) {
      return least + Randomness.below(Randomness.bits(seed, row), most - least + 1);
    }
  }

  /** Small numbers more often than large ones, as quantities are. */
  record FewRatherThanMany(ColumnType.Numerical type, long seed, long least, long most)
      implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      Numbers.write(out, type, unscaled(row), 0);
    }

    @Override
    public long unscaled(long row) {
      long bits = Randomness.bits(seed, row);
      long span = most - least + 1;
      return least + Math.min(Randomness.below(bits, span), Randomness.below(bits << 32, span));
    }

    @Override
    public int scale() {
      return 0;
    }
  }

  /** The same number as in the row referred to: the price of a line is that of its product. */
  record Copied(ColumnType.Numerical type, Amount source, Picker picker) implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      Numbers.write(out, type, unscaled(row), source.scale());
    }

    @Override
    public long unscaled(long row) {
      return source.unscaled(picker.parent(row));
    }

    @Override
    public int scale() {
      return source.scale();
    }
  }

  /** What two numbers of the same row come to. */
  record Result(ColumnType.Numerical type, Amount left, String sign, Amount right)
      implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      Numbers.write(out, type, unscaled(row), scale());
    }

    @Override
    public long unscaled(long row) {
      if (sign.equals("*")) {
        return left.unscaled(row) * right.unscaled(row);
      }
      long one = rescaled(left.unscaled(row), left.scale(), scale());
      long other = rescaled(right.unscaled(row), right.scale(), scale());
      return sign.equals("+") ? one + other : one - other;
    }

    @Override
    public int scale() {
      return sign.equals("*")
          ? left.scale() + right.scale()
          : Math.max(left.scale(), right.scale());
    }
  }

  /** What the lines of a row come to: the sum of quantity times price. */
  record Total(ColumnType.Numerical type, Amount quantity, Amount price, Picker.Groups lines)
      implements Amount {
    @Override
    public void write(RowBuffer out, long row) {
      Numbers.write(out, type, unscaled(row), scale());
    }

    @Override
    public long unscaled(long row) {
      long sum = 0;
      long end = lines.first(row + 1);
      for (long line = lines.first(row); line < end; line++) {
        sum += quantity.unscaled(line) * price.unscaled(line);
      }
      return sum;
    }

    @Override
    public int scale() {
      return quantity.scale() + price.scale();
    }
  }
}
