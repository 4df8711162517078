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
    Listing listing = listing(input.values());
    Set<Integer> ours = ours(listing);
    var findings = new ArrayList<Finding>();
    var fine = new ArrayList<String>();
    for (String name : names) {
      int port = input.values().port(name);
      if (ours.contains(port) || holders.isFree(port)) {
        fine.add(name + " " + port);
      } else {
        findings.add(notFree(port, "port " + port + " (" + name + ")", listing));
      }
    }
    if (!fine.isEmpty()) {
      findings.add(Finding.good("free, or the stack's own: " + String.join(", ", fine)));
    }
    return findings.isEmpty() ? List.of(Finding.good("the plan names no port")) : findings;
  }

  private Finding notFree(int port, String label, Listing listing) {
    if (holders.isForbidden(port, deployment.machine().userId())) {
      return Finding.doubtful(
          label + " may not be opened by this user; nobody is seen to listen there",
          "where the engine runs as this user too, choose one from 1024 on in ports: of the plan");
    }
    String held = label + " is held by " + holders.describe(port);
    return switch (listing) {
      case Listing.Unknown unknown ->
          Finding.unknown(
              held
                  + "; whether that is the stack itself is not known: "
                  + unknown.failure().summary(),
              "see what the engine lacks first, and end nothing before");
      case Listing.Known _ ->
          Finding.doubtful(
              held,
              "end it, or change ports: in the plan; else the remedy alternate-port moves it");
    };
  }

  private Listing listing(Values values) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(values)) {
      case Detection.NotFound none -> new Listing.Unknown(none.failure());
      case Detection.Found found ->
          new Containers(found.engine()).ofProject(deployment.stack().project());
    };
  }

  private static Set<Integer> ours(Listing listing) {
    var ports = new HashSet<Integer>();
    if (listing instanceof Listing.Known known) {
      known.containers().stream()
          .filter(container -> container.running() || container.paused())
          .forEach(container -> ports.addAll(container.hostPorts()));
    }
    return ports;
  }
}
