package io.nuwa.emergency.plan.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What matters of a compose file.
 *
 * @param root the whole of it
 * @param project the name that it gives itself
 * @param services all of them, in order
 */
record ComposeFile(ConfigNode root, Optional<String> project, List<ComposeService> services) {

  /**
   * Reads a file.
   *
   * @param findings what looks wrong, and can be lived with
   * @throws InvalidConfigurationException when it is no compose file
   */
  static ComposeFile read(String source, String text, Problems findings) {
    var problems = new Problems();
    Optional<ConfigNode> root = ConfigReader.read(source, text, problems);
    problems.throwIfAny();
    ConfigNode document = root.orElseThrow();
    var services = new ArrayList<ComposeService>();
    if (Nodes.get(document, "services").orElse(null) instanceof ConfigNode.Mapping mapping) {
      mapping
          .entries()
          .forEach((name, entry) -> services.add(ComposeService.read(name, entry, findings)));
    }
    if (services.stream().allMatch(ComposeService::optional)) {
      Position place =
          Nodes.get(document, "services").map(ConfigNode::position).orElse(document.position());
      problems.add(
          place,
          services.isEmpty()
              ? "no 'services' stand here: is it a compose file?"
              : "every service has a profile, so compose would start none");
      problems.throwIfAny();
    }
    String name = Interpolated.of(Nodes.text(document, "name")).text();
    return new ComposeFile(
        document, Optional.of(name).filter(given -> !given.isEmpty()), List.copyOf(services));
  }

  /** The services that compose starts without being asked for a profile. */
  List<ComposeService> started() {
    return services.stream().filter(service -> !service.optional()).toList();
  }
}
