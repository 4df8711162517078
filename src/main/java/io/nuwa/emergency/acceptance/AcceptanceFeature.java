package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.gate.ResultsProbeKind;
import io.nuwa.emergency.acceptance.report.SystemNow;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanObjection;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.TaskKind;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** Tasks {@code acceptance-suite}; probes {@code test-results}. */
public final class AcceptanceFeature implements Feature {
  private final Path home;
  private final Function<Plan, List<IdentitySource>> system;

  /**
   * Brings the kinds.
   *
   * @param home where suites run, and what their reports are relative to
   * @param system tells of a plan what can say what suites run against
   */
  public AcceptanceFeature(Path home, Function<Plan, List<IdentitySource>> system) {
    this.home = home;
    this.system = system;
  }

  @Override
  public List<TaskKind> tasks() {
    return List.of(new SuiteTask(home, new Processes(), system));
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of(
        new ResultsProbeKind(
            home, plan -> PlannedSuites.of(home, plan), plan -> new SystemNow(system.apply(plan))));
  }

  @Override
  public List<Remedy> remedies(Plan plan) {
    return List.of();
  }

  @Override
  public List<String> remedyNames() {
    return List.of();
  }

  @Override
  public List<PlanObjection> objections(Plan plan) {
    return new ReportOwners(home, plan).objections();
  }

  @Override
  public List<Witness> witnesses(Plan plan) {
    return List.of(new CasesWitness(home, plan));
  }
}
