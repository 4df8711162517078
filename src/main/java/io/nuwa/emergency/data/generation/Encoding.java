package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.Column;
import io.nuwa.emergency.data.schema.ColumnType;
import io.nuwa.emergency.data.schema.Table;
import io.nuwa.emergency.data.schema.UnfitSchemaException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Values that PostgreSQL printed, or that a check constraint lists, as binary COPY wants them. */
final class Encoding {
  private static final int LENGTH = 4;

  private Encoding() {}

  /** The bytes of each value, for a column. */
  static Encoded of(Table table, Column column, List<String> values) {
    var buffer = new RowBuffer(64);
    byte[][] encoded = new byte[values.size()][];
    for (int i = 0; i < encoded.length; i++) {
      buffer.clear();
      write(buffer, table, column, values.get(i));
      encoded[i] = Arrays.copyOfRange(buffer.bytes(), LENGTH, buffer.size());
    }
    return new Encoded(encoded);
  }

  private static void write(RowBuffer buffer, Table table, Column column, String value) {
    switch (column.type()) {
      case ColumnType.Numerical number -> {
        BigDecimal decimal = new BigDecimal(value);
        Numbers.write(
            buffer, number, decimal.unscaledValue().longValueExact(), Math.max(0, decimal.scale()));
      }
      case ColumnType.Text ignored -> buffer.text(value.getBytes(StandardCharsets.UTF_8));
      case ColumnType.Enumeration ignored -> buffer.text(value.getBytes(StandardCharsets.UTF_8));
      case ColumnType.Uuid ignored -> {
        UUID uuid = UUID.fromString(value);
        buffer.uuid(uuid.getMostSignificantBits(), uuid.getLeastSignificantBits());
      }
      case ColumnType.Bool ignored -> buffer.bool(value.startsWith("t"));
      case ColumnType.Date ignored -> throw unfit(table, column);
      case ColumnType.Timestamp ignored -> throw unfit(table, column);
      case ColumnType.TimeOfDay ignored -> throw unfit(table, column);
      case ColumnType.Json ignored -> throw unfit(table, column);
      case ColumnType.Unsupported ignored -> throw unfit(table, column);
    }
  }

  private static UnfitSchemaException unfit(Table table, Column column) {
    return new UnfitSchemaException(
        table.name()
            + "."
            + column.name()
            + " takes given values of type "
            + column.written()
            + ", which cannot be generated; leave "
            + table.name()
            + " out of rows:");
  }
}
