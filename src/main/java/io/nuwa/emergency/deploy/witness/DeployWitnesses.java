package io.nuwa.emergency.deploy.witness;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Witness;
import java.util.List;

/** All witnesses of a deployment. */
public final class DeployWitnesses {
  private DeployWitnesses() {}

  public static List<Witness> of(Deployment deployment, Plan plan) {
    return List.of(
        new ContainersWitness(deployment),
        new PortsWitness(deployment, plan, new PortHolders()),
        new EngineWitness(deployment));
  }
}
