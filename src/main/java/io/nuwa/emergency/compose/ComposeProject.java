package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.config.Suggestions;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What compose makes of its files.
 *
 * @param name of the project, as compose would name it
 * @param files those that were asked for, the override beside them included
 * @param profiles those that are on without being asked for, from {@code COMPOSE_PROFILES}
 * @param services by name, in the order of the files; those of other profiles included
 * @param environment what {@code .env} and other environment files set
 * @param findings what a provider may refuse, such as ports that are none
 * @param model everything, after includes, overrides and variables
 */
public record ComposeProject(
    String name,
    List<Path> files,
    Set<String> profiles,
    Map<String, ComposeService> services,
    Map<String, String> environment,
    List<Problem> findings,
    ConfigNode.Mapping model) {
  public ComposeProject {
    files = List.copyOf(files);
    profiles = Set.copyOf(profiles);
    environment = Map.copyOf(environment);
    findings = List.copyOf(findings);
    services = Collections.unmodifiableMap(new LinkedHashMap<>(services));
  }

  /**
   * Whether compose starts it.
   *
   * @param chosen profiles that are asked for; they take the place of {@link #profiles}
   */
  public boolean starts(ComposeService service, Collection<String> chosen) {
    Collection<String> on = chosen.isEmpty() ? profiles : chosen;
    return service.profiles().isEmpty()
        || on.contains("*")
        || service.profiles().stream().anyMatch(on::contains);
  }

  /** The services that compose starts without being asked for a profile. */
  public List<ComposeService> started() {
    return services.values().stream().filter(service -> starts(service, List.of())).toList();
  }

  /** The images of the services that start with these profiles, each once. */
  public List<String> images(Collection<String> chosen) {
    return services.values().stream()
        .filter(service -> starts(service, chosen))
        .flatMap(service -> service.neededImage().stream())
        .distinct()
        .toList();
  }

  /** The service that publishes this port, or may. */
  public Optional<String> publisher(int port) {
    return services.values().stream()
        .filter(service -> service.ports().stream().anyMatch(one -> one.mayTake(port)))
        .map(ComposeService::name)
        .findFirst();
  }

  /** What is wrong when a plan wants services that are not in the file; empty when nothing is. */
  public Optional<Failure> missing(List<String> wanted, String file) {
    var messages = new ArrayList<String>();
    for (String service : wanted) {
      if (!services.containsKey(service)) {
        messages.add(
            "'"
                + service
                + "' is no service of "
                + file
                + Suggestions.hint(service, services.keySet()));
      }
    }
    return messages.isEmpty()
        ? Optional.empty()
        : Optional.of(Failure.of(FailureClass.CONFIGURATION, String.join("; ", messages), ""));
  }
}
