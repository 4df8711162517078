package io.nuwa.emergency.resource;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.resource.guard.CleanLogs;
import io.nuwa.emergency.resource.guard.MachineGuards;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.Guard;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.TaskKind;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Tells a diagnosis and the doctor how the machine stands, and guards its resources. No task, no
 * gate.
 *
 * @param home whose disk is looked at first
 * @param runStarted when the present run began: its reports are never removed; empty when nobody
 *     knows
 */
public record ResourceFeature(Path home, Supplier<Optional<Instant>> runStarted)
    implements Feature {
  /** Names guards that are off on this machine, such as {@code cpu,memory}. */
  public static final String GUARDS_OFF = "EMERGENCY_GUARDS_OFF";

  /** Where no run is known. */
  public ResourceFeature(Path home) {
    this(home, Optional::empty);
  }

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
    return List.of(guards().cleanLogs(plan.vigilance().guards()));
  }

  @Override
  public List<String> remedyNames() {
    return List.of(CleanLogs.NAME);
  }

  @Override
  public List<Guard> guards(Plan plan) {
    String off = Optional.ofNullable(System.getenv(GUARDS_OFF)).orElse("");
    return guards().of(plan.vigilance().guards(), words(off));
  }

  private static Set<String> words(String list) {
    return new HashSet<>(List.of(list.strip().split("[,\\s]+", -1)));
  }

  private MachineGuards guards() {
    return new MachineGuards(home, Path.of("/"), runStarted);
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
