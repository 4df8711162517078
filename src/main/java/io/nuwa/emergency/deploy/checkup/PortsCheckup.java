package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Whether each port of the plan is free, or held by the stack itself. */
record PortsCheckup(Deployment deployment, List<String> names, PortHolders holders)
    implements Checkup {
  @Override
  public String name() {
    return "ports";
  }

  @Override
  public List<Finding> look(StepInput input) throws InterruptedException {
    Set<Integer> ours = ours(input.values());
    var findings = new ArrayList<Finding>();
    var fine = new ArrayList<String>();
    for (String name : names) {
      int port = input.values().port(name);
      if (ours.contains(port) || holders.isFree(port)) {
        fine.add(name + " " + port);
      } else {
        findings.add(notFree(port, "port " + port + " (" + name + ")"));
      }
    }
    if (!fine.isEmpty()) {
      findings.add(Finding.good("free, or the stack's own: " + String.join(", ", fine)));
    }
    return findings.isEmpty() ? List.of(Finding.good("the plan names no port")) : findings;
  }

  private Finding notFree(int port, String label) {
    if (holders.isForbidden(port, deployment.machine().userId())) {
      return Finding.doubtful(
          label + " may not be opened by this user; nobody is seen to listen there",
          "where the engine runs as this user too, choose one from 1024 on in ports: of the plan");
    }
    return Finding.doubtful(
        label + " is held by " + holders.describe(port),
        "end it, or change ports: in the plan; else the remedy alternate-port moves it");
  }

  private Set<Integer> ours(Values values) throws InterruptedException {
    var ports = new HashSet<Integer>();
    if (new EngineDetection(deployment.machine()).current(values) instanceof Detection.Found found
        && new Containers(found.engine()).ofProject(deployment.stack().project())
            instanceof Listing.Known known) {
      known.containers().stream()
          .filter(container -> container.running() || container.paused())
          .forEach(container -> ports.addAll(container.hostPorts()));
    }
    return ports;
  }
}
