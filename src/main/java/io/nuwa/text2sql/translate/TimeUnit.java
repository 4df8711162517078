package io.nuwa.text2sql.translate;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** A calendar unit to group by. */
enum TimeUnit {
  YEAR(
      "year",
      "YYYY",
      "按年度?|每一?年|年度(?!销)|各年度?|\\b(?:by|per|each|every) year\\b" + "|\\b(?:yearly|annual)\\b"),
  QUARTER(
      "quarter",
      "YYYY-\"Q\"Q",
      "按季度?|每个?季度?|各季度|季度|\\b(?:by|per|each|every) quarter\\b|\\bquarterly\\b"),
  MONTH(
      "month",
      "YYYY-MM",
      "按月份?|每一?个?月|各月份?|月度|逐月|\\b(?:by|per|each|every) month\\b" + "|\\bmonthly\\b"),
  DAY("day", "YYYY-MM-DD", "按[天日]|每一?[天日]|各[天日]|逐[天日]|\\b(?:by|per|each|every) day\\b|\\bdaily\\b");

  private final String label;
  private final String format;
  private final Pattern words;

  TimeUnit(String label, String format, String words) {
    this.label = label;
    this.format = format;
    this.words = Pattern.compile("(?:" + words + ")(?:统计|汇总|分组|的)?");
  }

  String label() {
    return label;
  }

  String expression(String column) {
    return "to_char(" + column + ", '" + format + "')";
  }

  static Optional<TimeUnit> read(Reading reading) {
    return Arrays.stream(values()).filter(unit -> reading.takes(unit.words)).findFirst();
  }
}
