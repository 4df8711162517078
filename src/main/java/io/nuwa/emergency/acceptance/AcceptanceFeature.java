package io.nuwa.emergency.acceptance;

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
  /** Fact: when the suite whose reports lie there was started; empty while that is open. */
  static final String STARTED = "tests.started";

  /** Fact: what that suite ended with. */
  static final String EXIT = "tests.exit";

  /** Fact: the build of the stack that the suite ran against, where one is known. */
  static final String BUILD = "tests.build";

  /** Fact of whoever brings the stack up: names the images that run now. */
  static final String STACK_BUILD = "stack.build";

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
    return List.of(new ResultsProbeKind(home));
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
