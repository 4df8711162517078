package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.acceptance.junit.TestResults;
import io.nuwa.emergency.config.Section;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How many cases may be skipped before a pass rate says nothing: it is a rate of those that ran.
 *
 * @param most this many, or this many percent of all cases; as many as passed when empty
 * @param percent what {@code most} means
 */
public record SkipBound(Optional<Double> most, boolean percent) {
  private static final Pattern SYNTAX = Pattern.compile("\\d{1,7}|\\d{1,3}(\\.\\d{1,3})?%");

  /** Where the plan says nothing. */
  public static final SkipBound AS_MANY_AS_PASSED = new SkipBound(Optional.empty(), false);

  /** Reads {@code skipped-at-most}. */
  public static SkipBound read(Section section) {
    return section
        .parsed(
            "skipped-at-most", "a number of cases such as 4, or a share such as 10%", SkipBound::of)
        .orElse(AS_MANY_AS_PASSED);
  }

  private static Optional<SkipBound> of(String text) {
    if (!SYNTAX.matcher(text).matches()) {
      return Optional.empty();
    }
    boolean percent = text.endsWith("%");
    double most = Double.parseDouble(text.replace("%", ""));
    return percent && most > 100
        ? Optional.empty()
        : Optional.of(new SkipBound(Optional.of(most), percent));
  }

  /** Why so many skipped cases are too many; empty when they are not. */
  Optional<String> objection(TestResults results) {
    long skipped = results.skipped();
    double bound =
        most.map(number -> percent ? number * results.cases().size() / 100 : number)
            .orElse((double) results.passed());
    if (skipped <= bound) {
      return Optional.empty();
    }
    String limit =
        most.map(
                number ->
                    "the plan allows "
                        + String.format(Locale.ROOT, "%.3f", number).replaceFirst("\\.?0+$", "")
                        + (percent ? " %" : ""))
            .orElse("without 'skipped-at-most' in the task as many as passed may be");
    return Optional.of(
        "%d of %d cases were skipped, and %s: what was executed says too little (%s)"
            .formatted(skipped, results.cases().size(), limit, results.summary()));
  }
}
