package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.compose.ComposePort;
import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.compose.ComposeService;
import io.nuwa.emergency.compose.Nodes;
import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Finds what looks wrong in a compose file, before it fails at night. */
final class Suspicions {
  private static final List<String> TOP_LEVEL =
      List.of(
          "version",
          "name",
          "services",
          "networks",
          "volumes",
          "configs",
          "secrets",
          "include",
          "models");

  /** A path of this machine rather than the name of a volume. */
  private static final Pattern PATH = Pattern.compile("[./~$\\\\].*|[A-Za-z]:\\\\.*");

  private final ComposeProject file;
  private final Problems findings;

  private Suspicions(ComposeProject file, Problems findings) {
    this.file = file;
    this.findings = findings;
  }

  static void find(ComposeProject file, Problems findings) {
    var suspicions = new Suspicions(file, findings);
    suspicions.unknownKeys();
    suspicions.portsPublishedTwice();
    file.services().values().forEach(suspicions::service);
  }

  private void unknownKeys() {
    file.model()
        .entries()
        .forEach(
            (key, entry) -> {
              if (!TOP_LEVEL.contains(key) && !key.startsWith("x-")) {
                findings.add(
                    entry.key(),
                    "compose does not know '" + key + "' here" + Suggestions.hint(key, TOP_LEVEL));
              }
            });
  }

  private void portsPublishedTwice() {
    var seen = new ArrayList<ComposePort>();
    var owners = new ArrayList<String>();
    for (ComposeService service : file.services().values()) {
      for (ComposePort port : service.ports()) {
        seen.stream()
            .filter(port::collidesWith)
            .findFirst()
            .ifPresent(
                first ->
                    findings.add(
                        port.position(),
                        "port "
                            + port.first()
                            + " is published twice: first by '"
                            + owners.get(seen.indexOf(first))
                            + "', at "
                            + first.position()));
        seen.add(port);
        owners.add(service.name());
      }
    }
  }

  private void service(ComposeService service) {
    exposure(service);
    health(service);
    image(service);
    dependencies(service);
    new Declarations(file.model(), findings).check(service);
    volumes(service);
  }

  private void exposure(ComposeService service) {
    service.ports().stream()
        .filter(port -> port.isFixed() && port.onAllInterfaces())
        .forEach(
            port ->
                findings.add(
                    port.position(),
                    "port "
                        + port.first()
                        + " of '"
                        + service.name()
                        + "' is published on all"
                        + " interfaces; 127.0.0.1:"
                        + port.first()
                        + ":"
                        + port.target()
                        + " keeps it on this machine"));
  }

  private void health(ComposeService service) {
    if (!service.checksHealth() && !service.oneShot() && service.containers() > 0) {
      findings.add(
          service.position(),
          "'"
              + service.name()
              + "' has no healthcheck here: unless its image has one, nobody can"
              + " tell whether it is well");
    }
  }

  private void image(ComposeService service) {
    boolean built = service.built() || service.provided();
    String image = service.image().orElse("");
    var place = Nodes.get(service.node(), "image").map(ConfigNode::position);
    if (image.isEmpty() && !built) {
      if (place.isEmpty()) {
        findings.add(service.position(), "'" + service.name() + "' has neither image nor build");
      }
      return;
    }
    String tag = image.substring(image.lastIndexOf('/') + 1);
    boolean moving = tag.endsWith(":latest") || !tag.contains(":");
    if (!image.isEmpty() && !built && moving && !image.contains("@sha256:")) {
      findings.add(
          place.orElse(service.position()),
          "'" + image + "' is another image tomorrow: name a version");
    }
  }

  private void dependencies(ComposeService service) {
    List<String> names = List.copyOf(file.services().keySet());
    for (ConfigNode.Scalar needed : Nodes.names(service.node(), "depends_on")) {
      if (!names.contains(needed.text())) {
        findings.add(
            needed.position(),
            "'"
                + service.name()
                + "' depends on '"
                + needed.text()
                + "', which is not here"
                + Suggestions.hint(needed.text(), names));
      }
    }
  }

  private void volumes(ComposeService service) {
    var declarations = new Declarations(file.model(), findings);
    for (ConfigNode volume : Nodes.items(service.node(), "volumes")) {
      if (volume instanceof ConfigNode.Scalar scalar && scalar.text().contains(":")) {
        String source = scalar.text().split(":", 2)[0];
        if (!source.isEmpty() && !PATH.matcher(source).matches()) {
          declarations.check("volumes", source, scalar.position());
        }
      } else if (Nodes.text(volume, "type").equals("volume")
          && !Nodes.text(volume, "source").isEmpty()) {
        declarations.check("volumes", Nodes.text(volume, "source"), volume.position());
      }
    }
  }
}
