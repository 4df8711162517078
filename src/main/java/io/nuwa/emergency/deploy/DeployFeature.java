package io.nuwa.emergency.deploy;

import io.nuwa.emergency.deploy.checkup.DeployCheckups;
import io.nuwa.emergency.deploy.compose.Compositions;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.LastSeen;
import io.nuwa.emergency.deploy.engine.LocalMachine;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.deploy.remedy.DeployRemedies;
import io.nuwa.emergency.deploy.watch.DeploySentinels;
import io.nuwa.emergency.deploy.witness.DeployWitnesses;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.step.TaskKind;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.List;

/** Deployments: the task {@code compose-up}, two measurements, and the remedies for both. */
public final class DeployFeature implements Feature {
  private final Path home;
  private final Machine machine;
  private final boolean adopts;

  /** The sentinels leave word for the remedies. */
  private final LastSeen seen = new LastSeen();

  private final ImageNames images = new ImageNames();
  private final Compositions compositions = new Compositions();

  /** What the port gates remember from one glance to the next. */
  private final LastSeen atPorts = new LastSeen();

  /**
   * With the engines of this machine.
   *
   * @param home what paths in plans are relative to
   */
  public DeployFeature(Path home) {
    this(home, new LocalMachine(home), false);
  }

  /**
   * With the engines of a given machine.
   *
   * @param home what paths in plans are relative to
   */
  public DeployFeature(Path home, Machine machine) {
    this(home, machine, false);
  }

  private DeployFeature(Path home, Machine machine, boolean adopts) {
    this.home = home.toAbsolutePath().normalize();
    this.machine = machine;
    this.adopts = adopts;
  }

  /** The same, that takes over containers which another compose file gave the plan's project. */
  public DeployFeature adopting() {
    return new DeployFeature(home, machine, true);
  }

  @Override
  public List<TaskKind> tasks() {
    return List.of(new ComposeUpKind(this::deployment, images, adopts));
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of(
        new HealthyContainersKind(this::deployment, images),
        new OpenPortsKind(home, machine, atPorts));
  }

  @Override
  public List<Remedy> remedies(Plan plan) {
    return plan.stack()
        .map(
            stack ->
                DeployRemedies.of(deployment(stack), plan, ComposeUpSettings.healthyWithin(plan)))
        .orElse(List.of());
  }

  @Override
  public List<Checkup> checkups(Plan plan) {
    return plan.stack().map(stack -> DeployCheckups.of(deployment(stack), plan)).orElse(List.of());
  }

  @Override
  public List<String> remedyNames() {
    return DeployRemedies.names();
  }

  @Override
  public List<Witness> witnesses(Plan plan) {
    return plan.stack().map(stack -> DeployWitnesses.of(deployment(stack), plan)).orElse(List.of());
  }

  @Override
  public List<Sentinel> sentinels(Plan plan) {
    return plan.stack().map(stack -> DeploySentinels.of(deployment(stack))).orElse(List.of());
  }

  @Override
  public List<IdentitySource> identities(Plan plan) {
    return plan.stack()
        .<List<IdentitySource>>map(stack -> List.of(new StackIdentity(deployment(stack))))
        .orElse(List.of());
  }

  private Deployment deployment(Stack stack) {
    return new Deployment(stack, home, machine, seen, compositions);
  }
}
