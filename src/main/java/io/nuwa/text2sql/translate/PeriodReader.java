package io.nuwa.text2sql.translate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Understands 去年, 本月, 最近30天, 2025年3月, last year and their like. */
final class PeriodReader {
  private static final Pattern NAMED =
      Pattern.compile("(?<!\\d)((?:19|20)\\d\\d)\\s*年(?:份)?\\s*(?:的)?(?:(1[0-2]|0?[1-9])\\s*月份?)?");
  private static final Pattern NAMED_ENGLISH =
      Pattern.compile("\\b(?:in|of|for|during) ((?:19|20)\\d\\d)\\b");
  private static final Pattern MONTH_OF_YEAR = Pattern.compile("(前年|去年|今年)的?(1[0-2]|0?[1-9])月份?");
  private static final Pattern ROLLING =
      Pattern.compile(
          "(?:最近|过去|近|(?:in |over )?(?:the )?(?:last|past) )(\\d{1,4})"
              + " ?(天|日|周|个星期|星期|个月|月|年|days?|weeks?|months?|years?)内?");
  private static final Map<Pattern, Period> FIXED = fixed();

  private PeriodReader() {}

  static Optional<Period> read(Reading reading) {
    Optional<Period> exact =
        reading
            .take(MONTH_OF_YEAR)
            .map(found -> Period.monthOfYear(yearsBack(found.group(1)), number(found, 2)))
            .or(() -> reading.take(NAMED).map(PeriodReader::named))
            .or(
                () ->
                    reading.take(NAMED_ENGLISH).map(found -> Period.named(number(found, 1), null)))
            .or(() -> reading.take(ROLLING).map(PeriodReader::rolling));
    return exact.or(
        () ->
            FIXED.entrySet().stream()
                .filter(entry -> reading.takes(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst());
  }

  private static Period named(MatchResult found) {
    return Period.named(number(found, 1), found.group(2) == null ? null : number(found, 2));
  }

  private static Period rolling(MatchResult found) {
    String unit = found.group(2);
    String english =
        switch (unit.replace("个", "").charAt(0)) {
          case '周', '星', 'w' -> "week";
          case '月', 'm' -> "month";
          case '年', 'y' -> "year";
          default -> "day";
        };
    return Period.last(number(found, 1), english);
  }

  private static int number(MatchResult found, int group) {
    return Integer.parseInt(found.group(group));
  }

  private static int yearsBack(String year) {
    return switch (year) {
      case "前年" -> 2;
      case "去年" -> 1;
      default -> 0;
    };
  }

  private static Map<Pattern, Period> fixed() {
    Map<String, Period> words = new LinkedHashMap<>();
    words.put("前年|the year before last", Period.unit("year", 2));
    words.put("去年|上一?年度?|(?:the )?(?:last|previous) year", Period.unit("year", 1));
    words.put("今年|本年度?|(?:this|the current) year|year to date", Period.unit("year", 0));
    words.put("上一?个?季度|(?:last|previous) quarter", Period.unit("quarter", 1));
    words.put("(?:本|这个|当前)季度|this quarter", Period.unit("quarter", 0));
    words.put("上一?个?月|(?:last|previous) month", Period.unit("month", 1));
    words.put("(?:本|这个|当|这)月|(?:this|the current) month", Period.unit("month", 0));
    words.put("上一?个?(?:周|星期|礼拜)|last week", Period.unit("week", 1));
    words.put("(?:本|这个?|当)(?:周|星期|礼拜)|this week", Period.unit("week", 0));
    words.put("昨[天日]|yesterday", Period.unit("day", 1));
    words.put("今[天日]|当天|today", Period.unit("day", 0));
    Map<Pattern, Period> patterns = new LinkedHashMap<>();
    words.forEach((word, period) -> patterns.put(Pattern.compile(word), period));
    return patterns;
  }
}
