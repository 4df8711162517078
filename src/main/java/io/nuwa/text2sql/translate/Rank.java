package io.nuwa.text2sql.translate;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * "The first so many".
 *
 * @param count how many rows, 0 when the question only asks for an order
 * @param ascending true for the lowest
 */
record Rank(int count, boolean ascending) {
  private static final int MOST = 1000;
  private static final Pattern LOWEST =
      Pattern.compile(
          "最低|最少|最小|倒数|最差|从低到高|升序"
              + "|\\b(?:lowest|least|fewest|smallest|bottom|cheapest|ascending)\\b");
  private static final Pattern HIGHEST =
      Pattern.compile(
          "最高|最多|最大|最好|最贵|从高到低|降序|\\b(?:highest|most|largest|biggest" + "|best|descending)\\b");
  private static final Pattern COUNT =
      Pattern.compile(
          "(?:第?前|排名前|top ?|first |bottom )(\\d{1,6})(?!\\d) ?(?:名|个|位|大|条|种" + "|笔|款|家)?");
  private static final Pattern BARE_COUNT =
      Pattern.compile("(\\d{1,6}) ?(?:名|个|位|条|种|笔|款|家)|\\b(\\d{1,6})\\b");
  private static final Pattern ORDER_ONLY =
      Pattern.compile("排名|排行榜?|排序|\\b(?:ranking|ranked|sorted)\\b");

  static Optional<Rank> read(Reading reading) {
    boolean bottom = reading.rest().contains("bottom");
    Optional<MatchResult> counted = reading.take(COUNT);
    boolean lowest = reading.takes(LOWEST) || bottom;
    boolean highest = !lowest && reading.takes(HIGHEST);
    boolean ordered = reading.takes(ORDER_ONLY);
    if (counted.isPresent()) {
      return Optional.of(new Rank(limited(counted.get().group(1)), lowest));
    }
    if (lowest || highest) {
      int count = reading.take(BARE_COUNT).map(Rank::bareCount).orElse(ordered ? 0 : 1);
      return Optional.of(new Rank(count, lowest));
    }
    return ordered ? Optional.of(new Rank(0, false)) : Optional.empty();
  }

  private static int bareCount(MatchResult found) {
    return limited(found.group(1) != null ? found.group(1) : found.group(2));
  }

  private static int limited(String count) {
    return Math.clamp(Integer.parseInt(count), 1, MOST);
  }
}
