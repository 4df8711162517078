package io.nuwa.emergency.command;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.TaskKind;
import java.nio.file.Path;
import java.util.List;

/**
 * Tasks {@code command}; probes {@code command-exit}, {@code command-number}, {@code http-status}.
 */
public final class CommandFeature implements Feature {
  private final Programs programs;

  /**
   * Brings the kinds.
   *
   * @param home what folders in settings are relative to
   */
  public CommandFeature(Path home) {
    this.programs = new Programs(home, Processes.forMany());
  }

  @Override
  public List<TaskKind> tasks() {
    return List.of(new CommandTask(programs));
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of(
        new ExitProbeKind(programs), new NumberProbeKind(programs), new HttpStatusProbeKind());
  }

  @Override
  public List<Remedy> remedies(Plan plan) {
    return List.of();
  }

  @Override
  public List<String> remedyNames() {
    return List.of();
  }
}
