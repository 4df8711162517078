package io.nuwa.text2sql.translate;

import io.nuwa.text2sql.schema.Column;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * A function over a column of numbers.
 *
 * @param function one of {@code AVG}, {@code SUM}, {@code MAX}, {@code MIN}
 * @param candidates the columns that may be meant, the most likely first
 */
record Aggregate(String function, List<ColumnRef> candidates) {
  private static final Map<String, String> WORDS =
      Map.of(
          "AVG", "平均|\\b(?:average|avg|mean)\\b",
          "SUM", "总|\\b(?:total|sum of)\\b",
          "MAX", "最高|最大|\\b(?:max|maximum|highest)\\b",
          "MIN", "最低|最小|\\b(?:min|minimum|lowest)\\b");
  private static final Map<String, String> SUFFIXES =
      Map.of("AVG", "平均值|均值", "SUM", "总和|合计|之和", "MAX", "最大值|最高值", "MIN", "最小值|最低值");

  static Optional<Aggregate> read(Reading reading, Vocabulary vocabulary) {
    String column = vocabulary.columnWord();
    for (String function : List.of("AVG", "SUM", "MAX", "MIN")) {
      Pattern before = Pattern.compile("(?:" + WORDS.get(function) + ")的?\\s*(?:the )?" + column);
      Pattern after = Pattern.compile(column + "的?(?:" + SUFFIXES.get(function) + ")");
      Optional<MatchResult> found = reading.take(before).or(() -> reading.take(after));
      if (found.isPresent()) {
        return Optional.of(new Aggregate(function, numbers(vocabulary, found.get().group(1))));
      }
    }
    return Optional.empty();
  }

  String expression(ColumnRef column) {
    String plain = function + "(" + column.sql() + ")";
    return function.equals("AVG") ? "ROUND(" + plain + "::numeric, 2)" : plain;
  }

  String label(ColumnRef column) {
    return Names.quoted(function.toLowerCase(Locale.ROOT) + "_" + column.column().name());
  }

  private static List<ColumnRef> numbers(Vocabulary vocabulary, String word) {
    return vocabulary.columns(word).stream().filter(Aggregate::isNumber).toList();
  }

  private static boolean isNumber(ColumnRef ref) {
    Column column = ref.column();
    return column.isNumber();
  }
}
