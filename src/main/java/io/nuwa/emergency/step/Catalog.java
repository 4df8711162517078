package io.nuwa.emergency.step;

import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.SettingsReader;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Vocabulary;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that the features bring, by name. */
public final class Catalog {
  /** The engine's own remedy: run the tasks of the blocker once more and measure again. */
  public static final String RUN_AGAIN = "run-again";

  private final List<Feature> features;
  private final Map<String, TaskKind> tasks = new LinkedHashMap<>();
  private final Map<String, ProbeKind> probes = new LinkedHashMap<>();

  public Catalog(List<Feature> features) {
    this.features = List.copyOf(features);
    for (Feature feature : features) {
      feature.tasks().forEach(kind -> put(tasks, kind.name(), kind));
      feature.probes().forEach(kind -> put(probes, kind.name(), kind));
    }
  }

  /** The words that a plan may use. */
  public Vocabulary vocabulary() {
    var remedies = new HashSet<String>();
    remedies.add(RUN_AGAIN);
    features.forEach(feature -> remedies.addAll(feature.remedyNames()));
    return new Vocabulary(
        Map.<String, SettingsReader>copyOf(tasks),
        Map.<String, SettingsReader>copyOf(probes),
        remedies,
        this::brought,
        plan -> features.stream().flatMap(one -> one.objections(plan).stream()).toList());
  }

  private Set<String> brought(Plan plan) {
    var names = new HashSet<>(remedies(plan).keySet());
    names.add(RUN_AGAIN);
    return names;
  }

  public List<Step> steps(Task task, Plan plan) {
    return tasks.get(task.kind()).steps(task, plan);
  }

  /** The steps that take back what a task did after a GO. */
  public List<Step> withdrawal(Task task, Plan plan) {
    return tasks.get(task.kind()).withdrawal(task, plan);
  }

  public Probe probe(Gate gate, Plan plan) {
    return probes.get(gate.probe()).probe(gate, plan);
  }

  /** Whether measuring this gate again shows what has changed since. */
  public boolean isLive(Gate gate) {
    return probes.get(gate.probe()).live();
  }

  /** How often a watch may take a glance at this gate. */
  public Optional<Duration> glanceEvery(Gate gate) {
    return probes.get(gate.probe()).glanceEvery();
  }

  /** Remedies by name, bound to this plan. */
  public Map<String, Remedy> remedies(Plan plan) {
    var remedies = new LinkedHashMap<String, Remedy>();
    for (Feature feature : features) {
      feature.remedies(plan).forEach(remedy -> put(remedies, remedy.name(), remedy));
    }
    return remedies;
  }

  /** What the features can tell a diagnosis, in their order. */
  public List<Witness> witnesses(Plan plan) {
    return features.stream().flatMap(feature -> feature.witnesses(plan).stream()).toList();
  }

  /** What the features look at before anything is started, in their order. */
  public List<Checkup> checkups(Plan plan) {
    return features.stream().flatMap(feature -> feature.checkups(plan).stream()).toList();
  }

  /** What watches between two full checks, in the order of the features. */
  public List<Sentinel> sentinels(Plan plan) {
    return features.stream().flatMap(feature -> feature.sentinels(plan).stream()).toList();
  }

  /** What the features watch of the machine, in their order; with a memory of its own each time. */
  public List<Guard> guards(Plan plan) {
    return features.stream().flatMap(feature -> feature.guards(plan).stream()).toList();
  }

  private static <T> void put(Map<String, T> map, String name, T thing) {
    if (map.put(name, thing) != null) {
      throw new IllegalStateException("two features bring '" + name + "'");
    }
  }
}
