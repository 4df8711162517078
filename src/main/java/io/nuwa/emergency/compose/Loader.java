package io.nuwa.emergency.compose;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.files.WholeFile;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes one model of files, of those that they include, and of services that extend others. */
final class Loader {
  private static final String SERVICES = "services";
  private static final int DEEPEST = 32;

  private final Function<Path, String> display;
  private final Problems problems;
  private final Map<Position, String> tags = new HashMap<>();
  private final Map<Position, String> written = new HashMap<>();
  private final Merge merge = new Merge(tags);
  private final Set<Path> including = new LinkedHashSet<>();

  Loader(Function<Path, String> display, Problems problems) {
    this.display = display;
    this.problems = problems;
  }

  /** Texts with variables as they were written, by their place. */
  Map<Position, String> written() {
    return written;
  }

  /** Lays the files over each other in their order. */
  ConfigNode.Mapping load(List<Path> files, Path folder, Variables variables) {
    ConfigNode.Mapping model = empty(files.getFirst());
    for (Path file : files) {
      ConfigNode.Mapping raw = read(file, variables);
      ConfigNode.Mapping included = included(raw, folder, variables);
      ConfigNode.Mapping extended = extended(raw, file, folder, variables);
      model = merge.over(without(extended, "include"), merge.over(model, included));
    }
    return (ConfigNode.Mapping) merge.cleared(model);
  }

  private ConfigNode.Mapping read(Path file, Variables variables) {
    String name = display.apply(file);
    try {
      Optional<ConfigNode> root =
          ConfigReader.read(name, WholeFile.text(file), problems, tags::put);
      if (root.isPresent() && root.get() instanceof ConfigNode.Mapping mapping) {
        return (ConfigNode.Mapping) interpolated(mapping, variables);
      }
      if (problems.isEmpty()) {
        problems.add(new Position(name, 1, 1), "no compose file: a mapping is expected");
      }
    } catch (NoSuchFileException e) {
      problems.add(new Position(name, 1, 1), "there is no such compose file");
    } catch (IOException e) {
      problems.add(new Position(name, 1, 1), "the compose file cannot be read: " + e);
    }
    return empty(file);
  }

  private ConfigNode interpolated(ConfigNode node, Variables variables) {
    return switch (node) {
      case ConfigNode.Scalar scalar -> interpolated(scalar, variables);
      case ConfigNode.Sequence list ->
          new ConfigNode.Sequence(
              list.position(),
              list.items().stream().map(item -> interpolated(item, variables)).toList());
      case ConfigNode.Mapping mapping -> {
        var entries = new LinkedHashMap<String, ConfigNode.Entry>();
        mapping
            .entries()
            .forEach(
                (key, entry) ->
                    entries.put(
                        key,
                        new ConfigNode.Entry(entry.key(), interpolated(entry.value(), variables))));
        yield new ConfigNode.Mapping(mapping.position(), entries);
      }
    };
  }

  private ConfigNode interpolated(ConfigNode.Scalar scalar, Variables variables) {
    if (!scalar.text().contains("$")) {
      return scalar;
    }
    try {
      String text = new Interpolation(variables).apply(scalar.text());
      written.put(scalar.position(), scalar.text());
      return new ConfigNode.Scalar(scalar.position(), text, scalar.type());
    } catch (Interpolation.RefusedException e) {
      problems.add(scalar.position(), String.valueOf(e.getMessage()));
      return scalar;
    }
  }

  private ConfigNode.Mapping included(ConfigNode.Mapping raw, Path folder, Variables variables) {
    ConfigNode.Mapping model = new ConfigNode.Mapping(raw.position(), Map.of());
    for (ConfigNode entry : Nodes.items(raw, "include")) {
      List<String> names =
          entry instanceof ConfigNode.Mapping mapping
              ? Nodes.get(mapping, "path").map(Nodes::texts).orElse(List.of())
              : Nodes.texts(entry);
      if (names.isEmpty() || names.stream().anyMatch(name -> name.contains("://"))) {
        problems.add(entry.position(), "includes no file of this machine: it cannot be read here");
        continue;
      }
      List<Path> files = names.stream().map(folder::resolve).map(Path::normalize).toList();
      Path inner =
          Optional.of(Nodes.text(entry, "project_directory"))
              .filter(text -> !text.isEmpty())
              .map(folder::resolve)
              .orElseGet(() -> ComposeFiles.folder(files.getFirst()));
      if (!including.add(files.getFirst())) {
        problems.add(entry.position(), "includes a file that includes it");
        continue;
      }
      List<Path> environment =
          Nodes.get(entry, "env_file").map(Nodes::texts).orElse(List.of()).stream()
              .map(folder::resolve)
              .toList();
      Variables innerVariables =
          variables.below(
              environment.isEmpty() ? ComposeFiles.dotEnv(inner).stream().toList() : environment,
              display,
              problems);
      model = merge.over(without(load(files, inner, innerVariables), "name"), model);
      including.remove(files.getFirst());
    }
    return model;
  }

  private ConfigNode.Mapping extended(
      ConfigNode.Mapping raw, Path file, Path folder, Variables variables) {
    Optional<ConfigNode> services = Nodes.get(raw, SERVICES);
    if (services.isEmpty() || !(services.get() instanceof ConfigNode.Mapping all)) {
      return raw;
    }
    var entries = new LinkedHashMap<String, ConfigNode.Entry>();
    all.entries()
        .forEach(
            (name, entry) ->
                entries.put(
                    name,
                    new ConfigNode.Entry(
                        entry.key(), service(raw, entry.value(), file, folder, variables, 0))));
    var extended = new LinkedHashMap<>(raw.entries());
    extended.put(
        SERVICES,
        new ConfigNode.Entry(
            raw.entries().get(SERVICES).key(), new ConfigNode.Mapping(all.position(), entries)));
    return new ConfigNode.Mapping(raw.position(), extended);
  }

  private ConfigNode service(
      ConfigNode document,
      ConfigNode node,
      Path file,
      Path folder,
      Variables variables,
      int depth) {
    Optional<ConfigNode> extension = Nodes.get(node, "extends");
    if (extension.isEmpty() || !(node instanceof ConfigNode.Mapping own)) {
      return node;
    }
    String name =
        extension.get() instanceof ConfigNode.Scalar scalar
            ? scalar.text()
            : Nodes.text(extension.get(), "service");
    String other = Nodes.text(extension.get(), "file");
    Path source = other.isEmpty() ? file : folder.resolve(other).normalize();
    ConfigNode from = other.isEmpty() ? document : read(source, variables);
    Optional<ConfigNode> wanted =
        Nodes.get(from, SERVICES).flatMap(services -> Nodes.get(services, name));
    if (wanted.isEmpty() || depth > DEEPEST) {
      problems.add(
          extension.get().position(),
          wanted.isEmpty()
              ? "extends '" + name + "', which is not in " + display.apply(source)
              : "extends itself");
      return without(own, "extends");
    }
    Path inner = other.isEmpty() ? folder : ComposeFiles.folder(source);
    ConfigNode lower = service(from, wanted.get(), source, inner, variables, depth + 1);
    return lower instanceof ConfigNode.Mapping below
        ? merge.over(without(own, "extends"), below)
        : without(own, "extends");
  }

  private ConfigNode.Mapping empty(Path file) {
    return new ConfigNode.Mapping(new Position(display.apply(file), 1, 1), Map.of());
  }

  private static ConfigNode.Mapping without(ConfigNode.Mapping mapping, String key) {
    var entries = new LinkedHashMap<>(mapping.entries());
    entries.remove(key);
    return new ConfigNode.Mapping(mapping.position(), entries);
  }
}
