package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Reads compose files without asking a provider. */
public final class ComposeReader {
  private static final String PROJECT_NAME = "COMPOSE_PROJECT_NAME";
  private static final String PROFILES = "COMPOSE_PROFILES";

  private ComposeReader() {}

  /**
   * Reads what compose would read.
   *
   * @throws InvalidConfigurationException when a file cannot be read, is none of compose, or has no
   *     service; with everything that is wrong
   */
  public static ComposeProject read(ComposeRequest request) {
    var problems = new Problems();
    Variables variables =
        new Variables(request.variables(), Map.of())
            .below(request.allEnvironmentFiles(), request::display, problems);
    Optional<String> wanted = variables.apply(PROJECT_NAME).filter(name -> !name.isBlank());
    List<Path> files = request.allFiles();
    var loader = new Loader(request::display, problems);
    String fallback = wanted.orElseGet(() -> plain(folderName(request.folder())));
    ConfigNode.Mapping model =
        loader.load(files, request.folder(), variables.with(PROJECT_NAME, fallback));
    problems.throwIfAny();
    String name =
        wanted
            .or(() -> Optional.of(Nodes.text(model, "name")).filter(given -> !given.isEmpty()))
            .map(ComposeReader::plain)
            .orElse(fallback);
    var services = new LinkedHashMap<String, ComposeService>();
    Set<String> awaited = awaited(model);
    var findings = new Problems();
    Nodes.get(model, "services")
        .ifPresent(
            all ->
                Nodes.entries(all)
                    .forEach(
                        (key, entry) ->
                            services.put(
                                key,
                                new ServiceReader(loader.written(), findings)
                                    .read(key, entry, awaited.contains(key)))));
    if (services.isEmpty()) {
      Position place =
          Nodes.get(model, "services").map(ConfigNode::position).orElse(model.position());
      problems.add(place, "no 'services' stand here: is it a compose file?");
      problems.throwIfAny();
    }
    return new ComposeProject(
        name,
        files,
        Set.copyOf(profiles(variables)),
        services,
        variables.read(),
        findings.list(),
        model);
  }

  private static List<String> profiles(Variables variables) {
    return variables.apply(PROFILES).stream()
        .flatMap(text -> Arrays.stream(text.split(",")))
        .map(String::strip)
        .filter(profile -> !profile.isEmpty())
        .toList();
  }

  /** Those that another one waits for until they have ended well. */
  private static Set<String> awaited(ConfigNode model) {
    var awaited = new TreeSet<String>();
    for (ConfigNode.Entry service :
        Nodes.get(model, "services").map(Nodes::entries).orElse(Map.of()).values()) {
      ServiceReader.dependsOn(service.value())
          .forEach(
              (name, condition) -> {
                if (condition.equals("service_completed_successfully")) {
                  awaited.add(name);
                }
              });
    }
    return awaited;
  }

  private static String folderName(Path folder) {
    return folder.getFileName() == null ? "" : folder.getFileName().toString();
  }

  /** As compose makes a project's name of a folder's. */
  private static String plain(String name) {
    String plain =
        name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_-]", "").replaceFirst("^[_-]+", "");
    return plain.isEmpty() ? "stack" : plain;
  }
}
