package io.nuwa.text2sql.acceptance.system;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;

/** Values in a form in which equal means equal: numbers without trailing zeros, else text. */
final class Cells {
  private Cells() {}

  static Object of(JsonNode cell) {
    if (cell.isNull()) {
      return "null";
    }
    return cell.isNumber() ? plain(cell.decimalValue()) : cell.asText();
  }

  static Object of(Object value, String text) {
    return switch (value) {
      case null -> "null";
      case BigDecimal number -> plain(number);
      case Number number -> plain(new BigDecimal(number.toString()));
      default -> text;
    };
  }

  private static BigDecimal plain(BigDecimal number) {
    BigDecimal stripped = number.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }
}
