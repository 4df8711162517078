package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.PORT_IN_USE;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.scene.Stranger;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Faults of the ports that the stack publishes. */
final class PortFaults {
  private PortFaults() {}

  static Fault taken() {
    return new Fault(
        "port-taken",
        "a stranger's program listens where the API was",
        Expectation.repaired(PORT_IN_USE),
        scene -> {
          int port = scene.port("text2sql");
          String api = ContainerFaults.id(scene, ShippedStack.API);
          Stranger stranger =
              Stranger.takes(
                  port,
                  scene.ground().workplace().java(),
                  () -> scene.engine().ask("rm", "-f", api));
          return Trouble.of(stranger::harm, stranger::leave);
        });
  }

  static Fault stale() {
    return new Fault(
        "stale-container",
        "a left-over container of our own project holds the exporter's port",
        Expectation.repaired(PORT_IN_USE),
        scene -> {
          int port = scene.port("exporter");
          String stale = leftOver(scene, port);
          return Trouble.brought(
              () -> {
                scene.engine().ask("rm", "-f", ContainerFaults.id(scene, ShippedStack.EXPORTER));
                scene.engine().ask("start", stale);
              },
              () ->
                  scene.port("exporter") == port
                      ? Optional.empty()
                      : Optional.of("the exporter moved to port " + scene.port("exporter")),
              () -> scene.engine().run(List.of("rm", "-f", stale)));
        });
  }

  /** A service that an earlier compose file had; made before the port gets free. */
  private static String leftOver(Scene scene, int port) throws IOException, InterruptedException {
    String project = scene.ground().project();
    return scene
        .engine()
        .ask(
            "create",
            "--name",
            project + "-gateway-1",
            "--label",
            "com.docker.compose.project=" + project,
            "--label",
            "com.docker.compose.service=gateway",
            "--label",
            scene.ground().label(),
            "--env",
            "PORT=" + port,
            "-p",
            "127.0.0.1:" + port + ":" + port,
            scene.ground().image());
  }
}
