package io.nuwa.emergency.data.generation;

import java.util.ArrayList;
import java.util.Locale;

/**
 * How often each of the listed values comes: most orders of a shop are completed, not cancelled.
 */
final class Weights {
  private static final int USUAL = 1;
  private static final int OFTEN = 6;

  private Weights() {}

  /** The choices, the frequent ones as often as they shall come in proportion. */
  static Encoded of(Encoded choices) {
    var weighted = new ArrayList<byte[]>();
    for (int choice = 0; choice < choices.size(); choice++) {
      for (int i = 0; i < weight(choices.text(choice)); i++) {
        weighted.add(choices.get(choice));
      }
    }
    return new Encoded(weighted.toArray(byte[][]::new));
  }

  private static int weight(String choice) {
    String text = choice.toLowerCase(Locale.ROOT);
    return text.matches("completed?|done|delivered|success(ful)?|active|normal|已完成|完成|正常")
        ? OFTEN
        : USUAL;
  }
}
