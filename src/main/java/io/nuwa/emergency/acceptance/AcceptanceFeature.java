package io.nuwa.emergency.acceptance;

import io.nuwa.emergency.acceptance.gate.ResultsProbeKind;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.TaskKind;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.List;

/** Tasks {@code acceptance-suite}; probes {@code test-results}. */
public final class AcceptanceFeature implements Feature {
  private final Path home;

  /**
   * Brings the kinds.
   *
   * @param home where suites run, and what their reports are relative to
   */
  public AcceptanceFeature(Path home) {
    this.home = home;
  }

  @Override
  public List<TaskKind> tasks() {
    return List.of(new SuiteTask(home, new Processes()));
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of(new ResultsProbeKind(home, SuiteSettings::cases));
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
  public List<Witness> witnesses(Plan plan) {
    return List.of(new CasesWitness(home, plan));
  }
}
