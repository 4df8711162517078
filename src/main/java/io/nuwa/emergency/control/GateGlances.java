package io.nuwa.emergency.control;

import io.nuwa.emergency.engine.Gates;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.step.SentinelInput;
import io.nuwa.emergency.step.Sighting;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Takes cheap measurements of gates again and again, records nothing, and tells when one turns.
 * What follows from that is measured anew and recorded. One thread for all gates of one pace,
 * however many they are.
 */
final class GateGlances implements Sentinel {
  private final Plan plan;
  private final Catalog catalog;
  private final Duration every;
  private final List<Watched> gates = new ArrayList<>();

  /** A gate, and whether it was green when it was last looked at. */
  private static final class Watched {
    private final Blocker blocker;
    private final Gate gate;
    private Optional<Boolean> green = Optional.empty();

    Watched(Blocker blocker, Gate gate) {
      this.blocker = blocker;
      this.gate = gate;
    }

    String name() {
      return blocker.id() + "/" + gate.id();
    }
  }

  private GateGlances(Plan plan, Catalog catalog, Duration every) {
    this.plan = plan;
    this.catalog = catalog;
    this.every = every;
  }

  /** One for each pace. */
  static List<Sentinel> of(Plan plan, Catalog catalog) {
    var paces = new TreeMap<Duration, GateGlances>();
    for (Blocker blocker : plan.blockers()) {
      for (Gate gate : blocker.gates()) {
        catalog
            .glanceEvery(gate)
            .ifPresent(
                every ->
                    paces
                        .computeIfAbsent(every, _ -> new GateGlances(plan, catalog, every))
                        .gates
                        .add(new Watched(blocker, gate)));
      }
    }
    return List.copyOf(paces.values());
  }

  @Override
  public String name() {
    return "gates-" + every.toSeconds() + "s";
  }

  @Override
  public void watch(SentinelInput input, Consumer<Sighting> report) throws InterruptedException {
    var measuring =
        new Gates(
            plan,
            catalog,
            (_, one) ->
                new StepInput(
                    "watch",
                    input.values().get(),
                    input.time().instant().plus(one.timeout()),
                    input.time(),
                    Progress.SILENT));
    while (true) {
      input.time().pause(every);
      for (Watched one : gates) {
        Gates.Judged judged = measuring.measure(one.blocker, one.gate);
        boolean green = judged.reading().verdict() == Verdict.PASS;
        boolean turned = one.green.isEmpty() ? !green : one.green.get() != green;
        if (turned) {
          report.accept(
              new Sighting(
                  "gate " + one.name(), judged.reading().text(), green, List.of(one.gate.probe())));
        }
        one.green = Optional.of(green);
      }
    }
  }
}
