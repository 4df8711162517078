package io.nuwa.emergency.plan.compose;

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

  private final ComposeFile file;
  private final Problems findings;

  private Suspicions(ComposeFile file, Problems findings) {
    this.file = file;
    this.findings = findings;
  }

  static void find(ComposeFile file, Problems findings) {
    var suspicions = new Suspicions(file, findings);
    suspicions.unknownKeys();
    suspicions.portsPublishedTwice();
    file.services().forEach(suspicions::service);
  }

  private void unknownKeys() {
    if (file.root() instanceof ConfigNode.Mapping root) {
      root.entries()
          .forEach(
              (key, entry) -> {
                if (!TOP_LEVEL.contains(key) && !key.startsWith("x-")) {
                  findings.add(
                      entry.key(),
                      "compose does not know '"
                          + key
                          + "' here"
                          + Suggestions.hint(key, TOP_LEVEL));
                }
              });
    }
  }

  private void portsPublishedTwice() {
    var seen = new ArrayList<PublishedPort>();
    for (ComposeService service : file.services()) {
      for (PublishedPort port : service.ports()) {
        seen.stream()
            .filter(port::collidesWith)
            .findFirst()
            .ifPresent(
                first ->
                    findings.add(
                        port.position(),
                        "port "
                            + port.host()
                            + " is published twice: first by '"
                            + first.service()
                            + "', at "
                            + first.position()));
        seen.add(port);
      }
    }
  }

  private void service(ComposeService service) {
    exposure(service);
    health(service);
    image(service);
    dependencies(service);
    new Declarations(file.root(), findings).check(service);
    volumes(service);
  }

  private void exposure(ComposeService service) {
    service.ports().stream()
        .filter(PublishedPort::onAllInterfaces)
        .forEach(
            port ->
                findings.add(
                    port.position(),
                    "port "
                        + port.host()
                        + " of '"
                        + service.name()
                        + "' is published on all"
                        + " interfaces; 127.0.0.1:"
                        + port.host()
                        + ":"
                        + port.container()
                        + " keeps it on this machine"));
  }

  private void health(ComposeService service) {
    if (!service.checksHealth()) {
      findings.add(
          service.position(),
          "'"
              + service.name()
              + "' has no healthcheck here: unless its image has one, nobody can"
              + " tell whether it is well");
    }
  }

  private void image(ComposeService service) {
    boolean built = Nodes.get(service.node(), "build").isPresent();
    String image = Interpolated.of(Nodes.text(service.node(), "image")).text();
    var place = Nodes.get(service.node(), "image").map(ConfigNode::position);
    if (image.isEmpty() && !built && Nodes.get(service.node(), "extends").isEmpty()) {
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
    List<String> names = file.services().stream().map(ComposeService::name).toList();
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
    var declarations = new Declarations(file.root(), findings);
    for (ConfigNode volume : Nodes.items(service.node(), "volumes")) {
      if (volume instanceof ConfigNode.Scalar scalar && scalar.text().contains(":")) {
        String source = Interpolated.of(scalar.text()).text().split(":", 2)[0];
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
