package io.nuwa.emergency.plan;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * The words that features bring and a plan may use.
 *
 * @param tasks kinds of tasks, each with the reader of its settings
 * @param probes kinds of measurements, each with the reader of its settings
 * @param remedies names of remedies, for ladders
 * @param brought those that the features bring to a plan: one that has no stack gets none of those
 *     that work on containers
 * @param objections what the features have against a plan as a whole
 */
public record Vocabulary(
    Map<String, SettingsReader> tasks,
    Map<String, SettingsReader> probes,
    Set<String> remedies,
    Function<Plan, Set<String>> brought,
    Function<Plan, List<PlanObjection>> objections) {
  public Vocabulary {
    tasks = Map.copyOf(tasks);
    probes = Map.copyOf(probes);
    remedies = Set.copyOf(remedies);
  }

  /** Words alone, of features that look at no plan as a whole. */
  public Vocabulary(
      Map<String, SettingsReader> tasks, Map<String, SettingsReader> probes, Set<String> remedies) {
    this(tasks, probes, remedies, plan -> remedies, plan -> List.of());
  }
}
