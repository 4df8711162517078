package io.nuwa.emergency.plan;

import java.util.Map;
import java.util.Set;

/**
 * The words that features bring and a plan may use.
 *
 * @param tasks kinds of tasks, each with the reader of its settings
 * @param probes kinds of measurements, each with the reader of its settings
 * @param remedies names of remedies, for ladders
 */
public record Vocabulary(
    Map<String, SettingsReader> tasks, Map<String, SettingsReader> probes, Set<String> remedies) {
  public Vocabulary {
    tasks = Map.copyOf(tasks);
    probes = Map.copyOf(probes);
    remedies = Set.copyOf(remedies);
  }
}
