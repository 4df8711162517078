package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.junit.TestCase;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Values;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How failing cases are run alone: words that follow the words of the suite's command.
 *
 * @param words follow once, templates
 * @param each follow for each case; in these templates {@code ${case}} and {@code ${class}} stand
 *     for it
 * @param most how many cases are run alone
 */
record Rerun(List<String> words, List<String> each, int most) {
  private static final int USUAL_MOST = 20;
  private static final int LARGEST_MOST = 1000;
  private static final String CASE = "case";

  Rerun {
    words = List.copyOf(words);
    each = List.copyOf(each);
  }

  static Optional<Rerun> read(Section section) {
    return section
        .section("rerun")
        .map(
            rerun -> {
              List<String> each = rerun.texts("each");
              if (each.stream().noneMatch(word -> word.contains("${" + CASE + "}"))) {
                rerun.problem("each", "'each' must name the case: a word with ${case}");
              }
              var read =
                  new Rerun(
                      rerun.texts("words"),
                      each,
                      rerun.integer("most", 1, LARGEST_MOST, USUAL_MOST));
              rerun.finish();
              return read;
            });
  }

  /** The words that run these cases alone. */
  List<String> wordsFor(List<TestCase> cases, Values values) {
    var all = new ArrayList<>(words.stream().map(values::resolve).toList());
    var asked = new HashSet<String>();
    for (TestCase one : cases) {
      // One word asks for all cases of that name.
      if (asked.add(one.name())) {
        Values named = values.with(Map.of(CASE, one.title(), "class", one.container()));
        each.forEach(word -> all.add(named.resolve(word)));
      }
    }
    return all;
  }
}
