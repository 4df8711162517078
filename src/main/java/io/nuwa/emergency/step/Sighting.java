package io.nuwa.emergency.step;

import java.util.List;

/**
 * Something that a {@link Sentinel} noticed.
 *
 * @param subject what it is about, such as {@code container text2sql}; the same subject again and
 *     again is looked at less and less often
 * @param text what was seen, for people
 * @param hopeful whether it is good news
 * @param probes the kinds of measurement that tell at once whether it matters, the quickest first;
 *     none where nobody waits for milliseconds, and a look at everything tells
 */
public record Sighting(String subject, String text, boolean hopeful, List<String> probes) {
  public Sighting {
    probes = List.copyOf(probes);
  }

  /** Trouble. */
  public static Sighting of(String subject, String text, List<String> probes) {
    return new Sighting(subject, text, false, probes);
  }
}
