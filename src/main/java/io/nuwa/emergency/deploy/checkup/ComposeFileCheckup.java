package io.nuwa.emergency.deploy.checkup;

import io.nuwa.emergency.deploy.compose.ComposeFile;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Whether the compose file can be read, has the plan's services, and gives each port once. */
record ComposeFileCheckup(Deployment deployment) implements Checkup {
  @Override
  public String name() {
    return "compose file";
  }

  @Override
  public List<Finding> look(StepInput input) {
    String file = deployment.stack().composeFile();
    try {
      return switch (deployment.readComposeFile(input.values())) {
        case ComposeFile.Reading.Unreadable bad ->
            List.of(
                Finding.bad(
                    bad.failure().summary(), "mend the file; emergency plan init reads it"));
        case ComposeFile.Reading.Read read -> findings(read.file(), file);
      };
    } catch (MissingValueException e) {
      return List.of(
          Finding.bad(
              file + ": " + e.getMessage(), "./scripts/setup.sh writes the environment-file"));
    }
  }

  private List<Finding> findings(ComposeFile compose, String file) {
    var findings = new ArrayList<Finding>();
    compose
        .missing(deployment.stack().services(), file)
        .ifPresent(
            failure ->
                findings.add(
                    Finding.bad(failure.summary(), "correct services: of the plan's stack")));
    var publishers = new TreeMap<Integer, List<String>>();
    compose
        .services()
        .forEach(
            (name, service) ->
                service
                    .hostPorts()
                    .forEach(
                        port ->
                            publishers.computeIfAbsent(port, p -> new ArrayList<>()).add(name)));
    publishers.forEach(
        (port, services) -> {
          if (services.size() > 1) {
            findings.add(
                Finding.bad(
                    "port " + port + " is published by " + String.join(" and ", services),
                    "give each a port of its own in " + file));
          }
        });
    return findings.isEmpty()
        ? List.of(
            Finding.good(file + " has every service of the plan, and no port is published twice"))
        : findings;
  }
}
