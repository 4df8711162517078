package io.nuwa.emergency.resource;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.TaskKind;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Tells a diagnosis and the doctor how the machine stands. No task, no gate.
 *
 * @param home whose disk is looked at first
 */
public record ResourceFeature(Path home) implements Feature {

  @Override
  public List<TaskKind> tasks() {
    return List.of();
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of();
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
  public List<Checkup> checkups(Plan plan) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return List.of(
        new DiskCheckup(home, Path.of("/")), new MemoryCheckup(), new ProgramsCheckup(path));
  }

  @Override
  public List<Witness> witnesses(Plan plan) {
    return List.of(new ResourceWitness(home));
  }
}
