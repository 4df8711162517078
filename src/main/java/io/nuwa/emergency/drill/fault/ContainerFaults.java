package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.KILLED;
import static io.nuwa.emergency.failure.FailureClass.NOT_READY;
import static io.nuwa.emergency.failure.FailureClass.TARGET_DOWN;
import static io.nuwa.emergency.failure.FailureClass.TIMEOUT;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.Containers;
import io.nuwa.emergency.drill.scene.Scene;
import java.io.IOException;

/** Faults of single containers. */
final class ContainerFaults {
  private ContainerFaults() {}

  static Fault killed() {
    return new Fault(
        "container-killed",
        "the API's container is killed with -9",
        Expectation.repaired(KILLED, NOT_READY),
        scene -> kill(scene, ShippedStack.API));
  }

  static Fault stopped() {
    return new Fault(
        "container-stopped",
        "the database's container is stopped in good order",
        Expectation.repaired(NOT_READY, KILLED),
        scene -> {
          scene.engine().ask("stop", "-t", "10", id(scene, ShippedStack.DATABASE));
          return wholeStack();
        });
  }

  static Fault paused() {
    return new Fault(
        "container-paused",
        "the database's container is paused",
        Expectation.repaired(NOT_READY, TIMEOUT, TARGET_DOWN),
        scene -> {
          scene.engine().ask("pause", id(scene, ShippedStack.DATABASE));
          return wholeStack();
        });
  }

  static Fault removed() {
    return new Fault(
        "container-removed",
        "Prometheus's container is removed",
        Expectation.repaired(NOT_READY),
        scene -> {
          scene.engine().ask("rm", "-f", id(scene, ShippedStack.PROMETHEUS));
          return wholeStack();
        });
  }

  /** The engine goes on calling it "running". */
  static Fault frozen() {
    return new Fault(
        "process-frozen",
        "the API runs and does not answer (SIGSTOP inside the container)",
        Expectation.repaired(NOT_READY, TIMEOUT),
        scene -> {
          scene.engine().ask("kill", "--signal", "STOP", id(scene, ShippedStack.API));
          return wholeStack();
        });
  }

  static Fault alertmanagerDead() {
    return new Fault(
        "alertmanager-dead",
        "Alertmanager is killed with -9: nobody would be told of alerts",
        Expectation.repaired(KILLED, NOT_READY),
        scene -> kill(scene, ShippedStack.ALERTMANAGER));
  }

  static Trouble kill(Scene scene, String service) throws IOException, InterruptedException {
    scene.engine().ask("kill", "--signal", "KILL", id(scene, service));
    return wholeStack();
  }

  static Trouble wholeStack() {
    return Trouble.of(Trouble.WHOLE_STACK, Trouble.NOTHING);
  }

  static String id(Scene scene, String service) throws IOException, InterruptedException {
    Containers.Seen seen = scene.containers().of(service);
    return seen.id();
  }
}
