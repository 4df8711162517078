package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.NETWORK_MISSING;
import static io.nuwa.emergency.failure.FailureClass.NOT_READY;
import static io.nuwa.emergency.failure.FailureClass.PORT_IN_USE;
import static io.nuwa.emergency.failure.FailureClass.TIMEOUT;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.Containers;
import io.nuwa.emergency.drill.scene.NatRules;
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

  static Fault unpublished() {
    return new Fault(
        "stranger-on-port",
        "the API runs without its port, and a stranger's program listens there",
        Expectation.repaired(PORT_IN_USE, NOT_READY),
        scene -> {
          int port = scene.port("text2sql");
          Stranger stranger =
              Stranger.takes(
                  port,
                  scene.ground().workplace().java(),
                  () ->
                      scene
                          .compose()
                          .up(ShippedStack.API, service -> service.put("ports", List.of())));
          return Trouble.of(stranger::harm, stranger::leave);
        });
  }

  /** As a reload of a firewall does; what the engine tells of the port stays as it was. */
  static Fault unrouted() {
    return new Fault(
        "nat-rule-gone",
        "the rule that leads from the API's port to its container is taken out of the firewall",
        Expectation.repaired(NOT_READY, TIMEOUT, NETWORK_MISSING, PORT_IN_USE),
        scene -> {
          int port = scene.port("text2sql");
          long api = scene.containers().of(ShippedStack.API).pid();
          var rules = NatRules.of(port);
          if (rules.rules().isEmpty()) {
            throw new Fault.UnfitException("iptables shows no rule for port " + port + " here");
          }
          return Trouble.brought(
              rules::remove,
              Trouble.WHOLE_STACK,
              () -> {
                // One in its place, or started again, has another address and rules of its own.
                Containers.Seen now = scene.containers().all().get(ShippedStack.API);
                if (now != null && now.pid() == api && NatRules.of(port).rules().isEmpty()) {
                  rules.putBack();
                }
              });
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
            scene.ground().images().get(ShippedStack.ALERTMANAGER));
  }
}
