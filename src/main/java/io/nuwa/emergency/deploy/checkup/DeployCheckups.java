package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Checkup;
import java.util.List;

/** All that is looked at for a deployment. */
public final class DeployCheckups {
  private DeployCheckups() {}

  /** For this stack. */
  public static List<Checkup> of(Deployment deployment, Plan plan) {
    return List.of(
        new EngineCheckup(deployment.machine()),
        new HealthTimersCheckup(deployment.machine()),
        new RootlessCheckup(deployment.machine()),
        new ComposeFileCheckup(deployment),
        new ProjectCheckup(deployment),
        new ImagesCheckup(deployment),
        new PortsCheckup(deployment, List.copyOf(plan.ports().keySet()), new PortHolders()));
  }
}
