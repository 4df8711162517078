package io.nuwa.emergency.plan;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The containers of the system under repair. Texts may hold {@code ${...}} templates.
 *
 * @param composeFile relative to the home folder
 * @param project the compose project: what tells our containers from a stranger's
 * @param services the services that must be up
 * @param environment what compose substitutes, such as {@code TEXT2SQL_PORT: ${port.text2sql}}
 * @param environmentFile more of it, secrets included; relative to the home folder; known to
 *     templates as {@code ${secret.NAME}}
 * @param secrets the names of its lines that templates of the plan ask for
 * @param images the command that brings missing images, as words; may be empty
 */
public record Stack(
    String composeFile,
    String project,
    List<String> services,
    Map<String, String> environment,
    Optional<String> environmentFile,
    Set<String> secrets,
    List<String> images) {
  public Stack {
    services = List.copyOf(services);
    environment = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(environment));
    secrets = Set.copyOf(secrets);
    images = List.copyOf(images);
  }

  /** One of whose secrets no template asks for any. */
  public Stack(
      String composeFile,
      String project,
      List<String> services,
      Map<String, String> environment,
      Optional<String> environmentFile,
      List<String> images) {
    this(composeFile, project, services, environment, environmentFile, Set.of(), images);
  }

  /** This stack, and these of its secrets are asked for. */
  Stack asking(Set<String> names) {
    return new Stack(composeFile, project, services, environment, environmentFile, names, images);
  }

  /**
   * The service behind a port of the plan: the one that is called like it, or the only one whose
   * name ends with it, as {@code mcp-exporter} with {@code exporter}.
   *
   * @param port its name in the plan
   */
  public Optional<String> serviceAt(String port) {
    if (services.contains(port)) {
      return Optional.of(port);
    }
    List<String> longer =
        services.stream()
            .filter(service -> service.endsWith("-" + port) || service.endsWith("_" + port))
            .toList();
    return longer.size() == 1 ? Optional.of(longer.getFirst()) : Optional.empty();
  }
}
