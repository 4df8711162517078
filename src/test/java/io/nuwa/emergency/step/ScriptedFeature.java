package io.nuwa.emergency.step;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Values;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A feature that does what a test wrote down for it. Tasks are of kind {@code scripted} and have
 * the steps {@code one} and {@code two}; gates are measured by the probe {@code scripted}, or
 * {@code scripted-too}, which is the same; a gate without a script reads 1.
 */
public final class ScriptedFeature implements Feature {
  private final Map<String, Deque<Function<StepInput, StepResult>>> steps = new HashMap<>();
  private final Map<String, Deque<Measurement>> readings = new HashMap<>();
  private final Map<String, Function<Failure, RemedyResult>> remedies = new HashMap<>();

  private final List<Witness> witnesses = new ArrayList<>();
  private final List<Guard> guards = new ArrayList<>();
  private final Set<String> undoable = new HashSet<>();

  /** What took effect, in order: {@code task/step}, {@code remedy:name}. */
  public final List<String> effects = new ArrayList<>();

  /** The next run of a step ends like this; after the last script it succeeds. */
  public ScriptedFeature step(String taskAndStep, Function<StepInput, StepResult> script) {
    steps.computeIfAbsent(taskAndStep, key -> new ArrayDeque<>()).add(script);
    return this;
  }

  public ScriptedFeature failing(String taskAndStep, FailureClass kind) {
    return step(
        taskAndStep,
        in -> new StepResult.Failed(Failure.of(kind, taskAndStep + " failed", "raw text")));
  }

  /** The next measurement of a gate; the last one stays. */
  public ScriptedFeature reads(String gate, double value) {
    return reads(
        gate,
        new Measurement.Measured(
            value,
            gate + " reads " + value,
            Optional.of(Failure.of(FailureClass.NOT_READY, gate + " is not ready", "")),
            List.of(new Evidence(gate + ".txt", "raw " + value))));
  }

  public ScriptedFeature reads(String gate, Measurement measurement) {
    readings.computeIfAbsent(gate, key -> new ArrayDeque<>()).add(measurement);
    return this;
  }

  public ScriptedFeature remedy(String name, Function<Failure, RemedyResult> script) {
    remedies.put(name, script);
    return this;
  }

  /** Somebody who testifies; what the script throws, it throws. */
  public ScriptedFeature witness(String name, Supplier<String> words) {
    witnesses.add(new ScriptedWitness(name, words));
    return this;
  }

  public ScriptedFeature guard(Guard guard) {
    guards.add(guard);
    return this;
  }

  /** This task has the step {@code undo} that takes back what it did after a GO. */
  public ScriptedFeature undoable(String task) {
    undoable.add(task);
    return this;
  }

  @Override
  public List<Guard> guards(Plan plan) {
    return guards;
  }

  private record ScriptedWitness(String name, Supplier<String> words) implements Witness {
    @Override
    public List<Evidence> testify(StepInput input) {
      return List.of(new Evidence(name + ".txt", words.get()));
    }
  }

  @Override
  public List<Witness> witnesses(Plan plan) {
    return witnesses;
  }

  private record NoSettings() implements Settings {}

  private record ScriptedStep(ScriptedFeature feature, String task, String id) implements Step {
    @Override
    public String intent(Values values) {
      return "would do " + task + "/" + id;
    }

    @Override
    public StepResult run(StepInput input) {
      String key = task + "/" + id;
      feature.effects.add(key);
      var script = feature.steps.getOrDefault(key, new ArrayDeque<>()).poll();
      return script == null ? StepResult.Done.of(key + " done") : script.apply(input);
    }
  }

  @Override
  public List<TaskKind> tasks() {
    ScriptedFeature feature = this;
    return List.of(
        new TaskKind() {
          @Override
          public String name() {
            return "scripted";
          }

          @Override
          public Settings read(Section section) {
            return new NoSettings();
          }

          @Override
          public List<Step> steps(Task task, Plan plan) {
            return List.of(
                new ScriptedStep(feature, task.id(), "one"),
                new ScriptedStep(feature, task.id(), "two"));
          }

          @Override
          public List<Step> withdrawal(Task task, Plan plan) {
            return feature.undoable.contains(task.id())
                ? List.of(new ScriptedStep(feature, task.id(), "undo"))
                : List.of();
          }
        });
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of(probe("scripted"), probe("scripted-too"));
  }

  private ProbeKind probe(String name) {
    return new ProbeKind() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public Settings read(Section section) {
        return new NoSettings();
      }

      @Override
      public Probe probe(Gate gate, Plan plan) {
        return input -> next(gate.id());
      }
    };
  }

  private Measurement next(String gate) {
    Deque<Measurement> script = readings.get(gate);
    if (script == null) {
      return new Measurement.Measured(1, gate + " reads 1", Optional.empty(), List.of());
    }
    return script.size() == 1 ? script.peek() : script.poll();
  }

  @Override
  public List<Remedy> remedies(Plan plan) {
    return remedies.entrySet().stream()
        .map(entry -> (Remedy) new ScriptedRemedy(this, entry.getKey(), entry.getValue()))
        .toList();
  }

  private record ScriptedRemedy(
      ScriptedFeature feature, String name, Function<Failure, RemedyResult> script)
      implements Remedy {
    @Override
    public String intent(Failure failure) {
      return name;
    }

    @Override
    public RemedyResult apply(Failure failure, StepInput input) {
      feature.effects.add("remedy:" + name);
      return script.apply(failure);
    }
  }

  @Override
  public List<String> remedyNames() {
    return List.copyOf(remedies.keySet());
  }
}
