package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Section;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads {@code stack:} and {@code ports:}. */
final class StackReader {
  private static final int HIGHEST_PORT = 65_535;

  /** What compose accepts as the name of a project. */
  private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9_-]*");

  private StackReader() {}

  static Map<String, Integer> ports(Section root) {
    var ports = new LinkedHashMap<String, Integer>();
    Optional<Section> section = root.section("ports");
    if (section.isEmpty()) {
      return ports;
    }
    var names = new Identifiers("port");
    var owners = new LinkedHashMap<Integer, String>();
    for (String name : section.get().keys()) {
      names.add(name, section.get().keyPosition(name), root.problems());
      int port = section.get().integer(name, 1, HIGHEST_PORT, 0);
      ports.put(name, port);
      String owner = port == 0 ? null : owners.putIfAbsent(port, name);
      if (owner != null) {
        section
            .get()
            .problem(
                name,
                "port "
                    + port
                    + " is already '"
                    + owner
                    + "', at "
                    + section.get().position(owner));
      }
    }
    return ports;
  }

  /** Empty when the plan has no stack. */
  static Optional<Stack> stack(Section root) {
    return root.section("stack").map(StackReader::stackOf);
  }

  /** Checks the templates of the stack, once it is known what they may name. */
  static void checkTemplates(Section root, Templates templates) {
    root.node("stack").ifPresent(templates::check);
  }

  private static Stack stackOf(Section section) {
    String project = section.text("project");
    if (!project.isEmpty() && !PROJECT.matcher(project).matches()) {
      section.problem(
          "project",
          "'project' must be small letters, digits, '-' or '_', as compose wants it, not '"
              + project
              + "'");
    }
    List<String> services = services(section);
    var stack =
        new Stack(
            section.text("compose-file"),
            project,
            services,
            section.textMap("environment"),
            section.optionalText("environment-file"),
            section.texts("images"));
    section.finish();
    return stack;
  }

  private static List<String> services(Section section) {
    var names = new Identifiers("service");
    for (ConfigNode.Scalar service : section.scalars("services")) {
      names.add(service.text(), service.position(), section.problems());
    }
    if (names.known().isEmpty()) {
      section.problem("services", "a stack needs 'services', at least one");
    }
    return List.copyOf(names.known());
  }
}
