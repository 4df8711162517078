package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Remedy;
import java.time.Duration;
import java.util.List;

/** All remedies for a deployment. */
public final class DeployRemedies {
  private DeployRemedies() {}

  /** Their names. */
  public static List<String> names() {
    return List.of(
        RemoveStaleContainer.NAME,
        AlternatePort.NAME,
        Rootless.NAME,
        BringImages.NAME,
        CreateNetwork.NAME,
        Unpause.NAME,
        StartContainer.NAME,
        RestartContainer.NAME,
        RecreateContainer.NAME);
  }

  /**
   * The remedies for this stack.
   *
   * @param healthyWithin how long services may take to get healthy, once started
   */
  public static List<Remedy> of(Deployment deployment, Plan plan, Duration healthyWithin) {
    return List.of(
        new RemoveStaleContainer(deployment),
        new AlternatePort(deployment, List.copyOf(plan.ports().keySet()), new PortHolders()),
        new Rootless(deployment.machine(), new RootlessPrerequisites(deployment.machine())),
        new BringImages(deployment),
        new CreateNetwork(deployment.machine()),
        new Unpause(deployment),
        new StartContainer(deployment),
        new RestartContainer(deployment, healthyWithin),
        new RecreateContainer(deployment, healthyWithin));
  }
}
