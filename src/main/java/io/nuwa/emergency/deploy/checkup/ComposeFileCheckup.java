package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.compose.ComposePort;
import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.compose.ComposeService;
import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.util.ArrayList;
import java.util.List;

/** Whether the compose file can be read, has the plan's services, and gives each port once. */
record ComposeFileCheckup(Deployment deployment) implements Checkup {
  private record Published(String service, ComposePort port) {}

  @Override
  public String name() {
    return "compose file";
  }

  @Override
  public List<Finding> look(StepInput input) {
    String file = deployment.stack().composeFile();
    try {
      return switch (deployment.readComposeFile(input.values())) {
        case ComposeReading.Unreadable bad ->
            List.of(
                Finding.bad(
                    bad.failure().summary(), "mend the file; emergency plan init reads it"));
        case ComposeReading.Read read -> findings(read.file(), file);
      };
    } catch (MissingValueException e) {
      return List.of(
          Finding.bad(
              file + ": " + e.getMessage(), "./scripts/setup.sh writes the environment-file"));
    }
  }

  private List<Finding> findings(ComposeProject compose, String file) {
    var findings = new ArrayList<Finding>();
    compose
        .missing(deployment.stack().services(), file)
        .ifPresent(
            failure ->
                findings.add(
                    Finding.bad(failure.summary(), "correct services: of the plan's stack")));
    var seen = new ArrayList<Published>();
    for (ComposeService service : compose.services().values()) {
      for (ComposePort port : service.ports()) {
        seen.stream()
            .filter(one -> one.port().collidesWith(port))
            .findFirst()
            .ifPresent(
                one ->
                    findings.add(
                        Finding.bad(
                            "port "
                                + port.first()
                                + " is published by "
                                + one.service()
                                + " and "
                                + service.name(),
                            "give each a port of its own in " + file)));
        seen.add(new Published(service.name(), port));
      }
    }
    return findings.isEmpty()
        ? List.of(
            Finding.good(file + " has every service of the plan, and no port is published twice"))
        : findings;
  }
}
