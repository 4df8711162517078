package io.nuwa.emergency.data.schema;

import java.util.List;

/** What a column can hold, as far as rows can be generated for it. */
public sealed interface ColumnType {

  /**
   * Text of any kind.
   *
   * @param longest in characters; {@link Integer#MAX_VALUE} when unlimited
   */
  record Text(int longest) implements ColumnType {}

  /** Anything that can be reckoned with. */
  sealed interface Numerical extends ColumnType {
    /** Digits behind the point that are kept. */
    int scale();
  }

  /**
   * A whole number.
   *
   * @param bytes 2, 4 or 8
   */
  record Whole(int bytes) implements Numerical {
    @Override
    public int scale() {
      return 0;
    }

    public long greatest() {
      return bytes == 2 ? Short.MAX_VALUE : bytes == 4 ? Integer.MAX_VALUE : Long.MAX_VALUE;
    }
  }

  /**
   * A decimal number.
   *
   * @param precision digits in all; 0 when unlimited
   * @param scale digits behind the point; 2 when the column does not say
   */
  record Numeric(int precision, int scale) implements Numerical {}

  /**
   * A floating point number.
   *
   * @param bytes 4 or 8
   */
  record Floating(int bytes) implements Numerical {
    @Override
    public int scale() {
      return 2;
    }
  }

  /** A day. */
  record Date() implements ColumnType {}

  /** A point in time, with or without time zone: both are stored alike. */
  record Timestamp() implements ColumnType {}

  /** A time of day without zone. */
  record TimeOfDay() implements ColumnType {}

  /** True or false. */
  record Bool() implements ColumnType {}

  /** A UUID. */
  record Uuid() implements ColumnType {}

  /**
   * An enumeration.
   *
   * @param labels in their order
   */
  record Enumeration(List<String> labels) implements ColumnType {
    public Enumeration {
      labels = List.copyOf(labels);
    }
  }

  /**
   * A JSON document.
   *
   * @param binary whether it is {@code jsonb}
   */
  record Json(boolean binary) implements ColumnType {}

  /**
   * Anything else: left to the column's default, or null.
   *
   * @param name as PostgreSQL writes it
   */
  record Unsupported(String name) implements ColumnType {}
}
