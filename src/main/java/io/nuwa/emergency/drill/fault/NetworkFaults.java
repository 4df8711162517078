package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.NAME_RESOLUTION;
import static io.nuwa.emergency.failure.FailureClass.NETWORK_MISSING;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.Containers;
import io.nuwa.emergency.drill.scene.Scene;
import java.io.IOException;

/** Faults of the network between the containers. */
final class NetworkFaults {
  private NetworkFaults() {}

  static Fault cut() {
    return new Fault(
        "network-cut",
        "the exporter's container is taken off the network while it runs",
        Expectation.repaired(NETWORK_MISSING),
        scene -> {
          disconnect(scene, ContainerFaults.id(scene, ShippedStack.EXPORTER));
          return ContainerFaults.wholeStack();
        });
  }

  static Fault removed() {
    return new Fault(
        "network-removed",
        "the compose network is taken from all containers and removed",
        Expectation.repaired(NETWORK_MISSING),
        scene -> {
          for (Containers.Seen seen : scene.containers().all().values()) {
            disconnect(scene, seen.id());
          }
          scene.engine().ask("network", "rm", network(scene));
          return ContainerFaults.wholeStack();
        });
  }

  static Fault nameGone() {
    return new Fault(
        "database-name-gone",
        "the database answers, but not under its name: its network alias is gone",
        Expectation.repaired(NAME_RESOLUTION, NETWORK_MISSING),
        scene -> {
          String database = ContainerFaults.id(scene, ShippedStack.DATABASE);
          disconnect(scene, database);
          scene.engine().ask("network", "connect", network(scene), database);
          DatabaseFaults.hangUp(scene);
          return ContainerFaults.wholeStack();
        });
  }

  private static void disconnect(Scene scene, String container)
      throws IOException, InterruptedException {
    scene.engine().ask("network", "disconnect", "-f", network(scene), container);
  }

  private static String network(Scene scene) {
    return scene.ground().project() + "_default";
  }
}
