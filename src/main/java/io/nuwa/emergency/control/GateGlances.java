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
import java.util.function.Consumer;

/**
 * Takes the same cheap measurement of a gate again and again, records nothing, and tells when it
 * turns. What follows from that is measured anew and recorded.
 */
final class GateGlances implements Sentinel {
  private final Plan plan;
  private final Catalog catalog;
  private final Blocker blocker;
  private final Gate gate;
  private final Duration every;

  private GateGlances(Plan plan, Catalog catalog, Blocker blocker, Gate gate, Duration every) {
    this.plan = plan;
    this.catalog = catalog;
    this.blocker = blocker;
    this.gate = gate;
    this.every = every;
  }

  /** One for each gate that is cheap to measure. */
  static List<Sentinel> of(Plan plan, Catalog catalog) {
    var glances = new ArrayList<Sentinel>();
    for (Blocker blocker : plan.blockers()) {
      for (Gate gate : blocker.gates()) {
        catalog
            .glanceEvery(gate)
            .ifPresent(every -> glances.add(new GateGlances(plan, catalog, blocker, gate, every)));
      }
    }
    return glances;
  }

  @Override
  public String name() {
    return blocker.id() + "/" + gate.id();
  }

  @Override
  public void watch(SentinelInput input, Consumer<Sighting> report) throws InterruptedException {
    var gates =
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
    Optional<Boolean> before = Optional.empty();
    while (true) {
      input.time().pause(every);
      Gates.Judged judged = gates.measure(blocker, gate);
      boolean green = judged.reading().verdict() == Verdict.PASS;
      boolean turned = before.isEmpty() ? !green : before.get() != green;
      if (turned) {
        report.accept(
            new Sighting("gate " + name(), judged.reading().text(), green, List.of(gate.probe())));
      }
      before = Optional.of(green);
    }
  }
}
