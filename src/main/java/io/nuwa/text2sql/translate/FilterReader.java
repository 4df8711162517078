package io.nuwa.text2sql.translate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Understands 城市为北京, 来自上海的, 已完成的, status is paid and their like. */
final class FilterReader {
  private static final String VALUE =
      "(?:(?<quote>[\"'])(?<quoted>.{1,40}?)\\k<quote>"
          + "|[“‘「『](?<curly>[^”’」』]{1,40})[”’」』]"
          + "|(?!多少|什么|哪)(?<bare>\\p{IsHan}{1,12}?(?=的|\\s|$)|[\\w@.-]{1,40}))";
  private static final Pattern PLACE = Pattern.compile("(?:在|来自|位于)" + VALUE + "的?");
  private static final Pattern PLACE_ENGLISH =
      Pattern.compile(
          "\\b(?:from|in) (?!total|all|the|each|order|descending)(?<bare>[a-z]{2,30})\\b");
  private static final Map<Pattern, String> STATUSES = statuses();

  private FilterReader() {}

  static List<Filter> read(Reading reading, Vocabulary vocabulary) {
    List<Filter> filters = new ArrayList<>();
    Pattern equation =
        Pattern.compile(vocabulary.columnWord() + "\\s*(?:为|是|等于|=|is |equals )\\s*" + VALUE);
    reading
        .take(equation)
        .ifPresent(
            found ->
                filters.add(new Filter(vocabulary.columns(found.group(1)), List.of(value(found)))));
    List<ColumnRef> city = vocabulary.columns("city");
    if (!city.isEmpty()) {
      reading
          .take(PLACE)
          .or(() -> reading.take(PLACE_ENGLISH))
          .ifPresent(found -> filters.add(new Filter(city, spellings(value(found)))));
    }
    List<ColumnRef> status = vocabulary.columns("status");
    if (!status.isEmpty()) {
      STATUSES.entrySet().stream()
          .filter(entry -> reading.takes(entry.getKey()))
          .findFirst()
          .ifPresent(entry -> filters.add(new Filter(status, List.of(entry.getValue()))));
    }
    return filters;
  }

  private static String value(MatchResult found) {
    return Stream.of("quoted", "curly", "bare")
        .filter(found.namedGroups()::containsKey)
        .map(found::group)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow()
        .strip();
  }

  /** A city is written with or without its 市. */
  private static List<String> spellings(String city) {
    return city.endsWith("市")
        ? List.of(city, city.substring(0, city.length() - 1))
        : List.of(city, city + "市");
  }

  private static Map<Pattern, String> statuses() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("已完成|\\bcompleted\\b", "completed");
    words.put("已取消|被取消|\\bcancell?ed\\b", "cancelled");
    words.put("已发货|\\bshipped\\b", "shipped");
    words.put("已支付|已付款|\\bpaid\\b", "paid");
    words.put("待支付|待付款|待处理|未支付|未付款|\\bpending\\b", "pending");
    Map<Pattern, String> patterns = new LinkedHashMap<>();
    words.forEach((word, status) -> patterns.put(Pattern.compile(word), status));
    return patterns;
  }
}
