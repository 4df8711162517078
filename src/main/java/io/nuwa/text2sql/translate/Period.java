package io.nuwa.text2sql.translate;

/**
 * A half-open span of days, as SQL over the database's own current date.
 *
 * @param from SQL of the first day
 * @param before SQL of the first day after it
 */
record Period(String from, String before) {
  /** The whole calendar unit ({@code year}, {@code month}...) that lies {@code back} units back. */
  static Period unit(String unit, int back) {
    String start = "date_trunc('" + unit + "', CURRENT_DATE)";
    return new Period(shifted(start, unit, -back), shifted(start, unit, 1 - back));
  }

  /** The last so many units up to and including today. */
  static Period last(int count, String unit) {
    return new Period(
        "(CURRENT_DATE - INTERVAL '" + count + " " + unit + "')::date", "CURRENT_DATE + 1");
  }

  /** A month of the year that lies so many years back. */
  static Period monthOfYear(int yearsBack, int month) {
    String year = "date_trunc('year', CURRENT_DATE) - INTERVAL '" + yearsBack + " year'";
    return new Period(
        "(" + year + " + INTERVAL '" + (month - 1) + " month')::date",
        "(" + year + " + INTERVAL '" + month + " month')::date");
  }

  /** A calendar year by its number, or one month of it. */
  static Period named(int year, Integer month) {
    String start = "DATE '%04d-%02d-01'".formatted(year, month == null ? 1 : month);
    return new Period(
        start, "(" + start + " + INTERVAL '1 " + (month == null ? "year" : "month") + "')::date");
  }

  String condition(String column) {
    return column + " >= " + from + " AND " + column + " < " + before;
  }

  private static String shifted(String start, String unit, int by) {
    if (by == 0) {
      return start + "::date";
    }
    String interval =
        "quarter".equals(unit) ? 3 * Math.abs(by) + " month" : Math.abs(by) + " " + unit;
    return "(" + start + (by < 0 ? " - " : " + ") + "INTERVAL '" + interval + "')::date";
  }
}
