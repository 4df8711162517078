package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.InvalidConfigurationException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is done to a plan, the reader reads it or says what is wrong with it. */
class MutatedPlanTest {
  private static final int MUTATIONS = 2_000;
  private static final String[] SPLINTERS = {
    ":",
    "- ",
    "  ",
    "\t",
    "'",
    "\"",
    "[",
    "]",
    "{",
    "}",
    "&a ",
    "*a",
    "<<: ",
    "!!int ",
    "${",
    "}",
    "|",
    ">",
    "#",
    "\n",
    "---\n",
    "? ",
    "null",
    "9999999999",
    "-1",
    "0",
    "\u0000",
    "\uD800",
    "😀",
    "%"
  };

  @Test
  void two_thousand_mutations_are_read_or_explained() {
    var random = new Random(20250616);
    String plan = Words.shippedPlan();
    int refused = 0;
    var surprises = new ArrayList<String>();
    for (int i = 0; i < MUTATIONS; i++) {
      String mutated = mutated(plan, random);
      try {
        PlanReader.read("plan.yaml", mutated, Words.week2());
      } catch (InvalidConfigurationException e) {
        refused++;
        assertThat(e.problems()).isNotEmpty().allMatch(problem -> !problem.message().isBlank());
      } catch (RuntimeException | StackOverflowError e) {
        surprises.add(i + ": " + e);
      }
    }
    assertThat(surprises).isEmpty();
    assertThat(refused).isBetween(MUTATIONS / 4, MUTATIONS);
  }

  private static String mutated(String plan, Random random) {
    var text = new StringBuilder(plan);
    int times = random.nextInt(1, 4);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(1, 30));
      switch (random.nextInt(5)) {
        case 0 -> text.delete(at, end);
        case 1 -> text.insert(at, SPLINTERS[random.nextInt(SPLINTERS.length)]);
        case 2 -> text.insert(at, text.substring(at, end));
        case 3 -> text.setCharAt(at, (char) random.nextInt(32, 127));
        default -> swapLines(text, random);
      }
    }
    return text.toString();
  }

  private static void swapLines(StringBuilder text, Random random) {
    List<String> lines = new ArrayList<>(text.toString().lines().toList());
    java.util.Collections.swap(lines, random.nextInt(lines.size()), random.nextInt(lines.size()));
    text.setLength(0);
    text.append(String.join("\n", lines)).append('\n');
  }
}
