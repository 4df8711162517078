package io.nuwa.emergency.data.generation;

import io.nuwa.emergency.data.schema.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Reads rows as PostgreSQL would, from its documentation of the binary format, not from our code.
 */
final class CopyReader {
  private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

  private CopyReader() {}

  /** One column of all rows; null for NULL. */
  static List<Object> column(TableRows rows, String column) {
    int place = rows.columns().indexOf(column);
    var values = new ArrayList<>();
    for (List<Object> row : read(rows)) {
      values.add(row.get(place));
    }
    return values;
  }

  static List<List<Object>> read(TableRows rows) {
    var buffer = new RowBuffer(16);
    for (long row = 0; row < rows.rows(); row++) {
      rows.write(buffer, row);
    }
    var bytes = ByteBuffer.wrap(buffer.bytes(), 0, buffer.size());
    var read = new ArrayList<List<Object>>();
    while (bytes.hasRemaining()) {
      var row = new ArrayList<>();
      int count = bytes.getShort();
      for (int i = 0; i < count; i++) {
        int length = bytes.getInt();
        row.add(length < 0 ? null : value(type(rows, i), bytes.slice(bytes.position(), length)));
        bytes.position(bytes.position() + Math.max(0, length));
      }
      read.add(row);
    }
    return read;
  }

  private static ColumnType type(TableRows rows, int place) {
    return rows.table().column(rows.columns().get(place)).orElseThrow().type();
  }

  private static Object value(ColumnType type, ByteBuffer bytes) {
    return switch (type) {
      case ColumnType.Whole whole ->
          switch (whole.bytes()) {
            case 2 -> (long) bytes.getShort();
            case 4 -> (long) bytes.getInt();
            default -> bytes.getLong();
          };
      case ColumnType.Numeric ignored -> numeric(bytes);
      case ColumnType.Floating floating ->
          floating.bytes() == 4 ? (Object) bytes.getFloat() : (Object) bytes.getDouble();
      case ColumnType.Date ignored -> EPOCH.plusDays(bytes.getInt());
      case ColumnType.Timestamp ignored -> EPOCH.atStartOfDay().plusNanos(bytes.getLong() * 1000);
      case ColumnType.TimeOfDay ignored -> bytes.getLong();
      case ColumnType.Bool ignored -> bytes.get() == 1;
      case ColumnType.Uuid ignored -> new UUID(bytes.getLong(), bytes.getLong());
      case ColumnType.Text ignored -> text(bytes);
      case ColumnType.Enumeration ignored -> text(bytes);
      case ColumnType.Json ignored -> text(bytes);
      case ColumnType.Unsupported ignored -> throw new IllegalStateException("nobody writes these");
    };
  }

  private static String text(ByteBuffer bytes) {
    return StandardCharsets.UTF_8.decode(bytes).toString();
  }

  /** Digits to the base 10,000: the first one counts 10,000 to the power of the weight. */
  private static BigDecimal numeric(ByteBuffer bytes) {
    int digits = bytes.getShort();
    int weight = bytes.getShort();
    boolean negative = bytes.getShort() == 0x4000;
    int scale = bytes.getShort();
    BigInteger whole = BigInteger.ZERO;
    for (int i = 0; i < digits; i++) {
      whole = whole.multiply(BigInteger.valueOf(10_000)).add(BigInteger.valueOf(bytes.getShort()));
    }
    BigDecimal value = new BigDecimal(whole).movePointRight(4 * (weight + 1 - digits));
    return (negative ? value.negate() : value).setScale(scale);
  }
}
