package io.nuwa.emergency.deploy.watch;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.step.Sentinel;
import java.util.List;

/** All that watches a deployment. */
public final class DeploySentinels {
  /** What is measured when a container may have stopped; the ports first, as that is quicker. */
  static final List<String> CONCERNED = List.of("open-ports", "healthy-containers");

  private DeploySentinels() {}

  public static List<Sentinel> of(Deployment deployment) {
    return List.of(new ContainerProcesses(deployment), new ContainerEvents(deployment));
  }

  /** One subject for all that is seen of one container, so that it is followed once. */
  static String subject(String service) {
    return "container " + service;
  }
}
