package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.gate.ResultsProbeKind;
import io.nuwa.emergency.acceptance.report.Suite;
import io.nuwa.emergency.acceptance.report.Suites;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanObjection;
import io.nuwa.emergency.plan.Risk;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Values;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whose reports a plan reads and writes: those of a suite are written by no other one, and a gate
 * reads none that no suite wrote.
 */
final class ReportOwners {
  private static final String REPORTS = "reports";

  /** What templates stand for is known when they run, and looked at again then. */
  private static final Values NOTHING = new Values(Map.of(), Map.of());

  private final Plan plan;
  private final Suites suites;
  private final List<PlanObjection> objections = new ArrayList<>();

  ReportOwners(Path home, Plan plan) {
    this.plan = plan;
    this.suites = PlannedSuites.of(home, plan);
  }

  List<PlanObjection> objections() {
    for (Blocker blocker : plan.blockers()) {
      blocker.tasks().forEach(task -> suite(blocker, task));
      blocker
          .gates()
          .forEach(gate -> reads(gate, List.of("blockers", blocker.id(), "gates", gate.id())));
    }
    for (Risk risk : plan.vigilance().risks()) {
      if (risk.sign() instanceof Risk.Reads reads) {
        reads(reads.gate(), List.of("risks", risk.id()));
      }
    }
    return objections;
  }

  private void suite(Blocker blocker, Task task) {
    String key = blocker.id() + "/" + task.id();
    Optional<Suite> suite = suites.all().stream().filter(one -> one.key().equals(key)).findFirst();
    suite
        .flatMap(mine -> suites.sharing(mine, NOTHING))
        .ifPresent(
            other ->
                objections.add(
                    new PlanObjection(
                        List.of("blockers", blocker.id(), "tasks", task.id()),
                        REPORTS,
                        "'reports' may be files of %s (%s), too: each of the two would set aside or change the other's; give each suite a folder of its own"
                            .formatted(other.key(), other.reports()))));
  }

  private void reads(Gate gate, List<String> place) {
    if (!(gate.settings() instanceof ResultsProbeKind.ResultsSettings settings)) {
      return;
    }
    boolean open =
        !suites.all().isEmpty()
            && (suites.pattern(settings.reports(), NOTHING).isEmpty()
                || suites.all().stream()
                    .anyMatch(suite -> suites.pattern(suite.reports(), NOTHING).isEmpty()));
    if (!open && suites.writing(settings.reports(), NOTHING).isEmpty()) {
      objections.add(
          new PlanObjection(
              place,
              REPORTS,
              "no task 'acceptance-suite' writes '%s', so this could never be measured: 'max-age' alone does not prove which run reports are of; add such a task with these 'reports'"
                  .formatted(settings.reports())));
    }
  }
}
