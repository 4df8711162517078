package io.nuwa.emergency.control;

import io.nuwa.emergency.compose.EnvironmentFile;
import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.redaction.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The stack's environment-file, read as compose reads it for the containers. Read each time it is
 * asked for, so that a changed password is used at once; never kept, logged or recorded.
 */
final class Secrets implements Supplier<Map<String, String>> {
  /** Shorter ones cannot be hidden: they stand in half of all words. */
  private static final int SHORTEST = 4;

  private final Optional<Path> file;
  private final Set<String> asked;
  private final Set<String> seen = new HashSet<>();
  private Redaction redaction = Redaction.BY_SHAPE;

  Secrets(Path home, Plan plan) {
    this.file = plan.stack().flatMap(Stack::environmentFile).map(home::resolve);
    this.asked = plan.stack().map(Stack::secrets).orElse(Set.of());
  }

  @Override
  public Map<String, String> get() {
    if (file.isEmpty() || !Files.isRegularFile(file.get())) {
      return Map.of();
    }
    try {
      return EnvironmentFile.read(
          WholeFile.text(file.get()), name -> Optional.ofNullable(System.getenv(name)));
    } catch (IOException e) {
      throw new MemoryException("cannot read the environment-file", file.get(), e);
    } catch (EnvironmentFile.BrokenException e) {
      throw new MemoryException(
          "cannot read the environment-file",
          file.get(),
          new IOException("line " + e.line() + ": " + e.getMessage(), e));
    }
  }

  /** Those that the plan asks for and that are not there. */
  List<Finding> missing() {
    Map<String, String> values = get();
    return asked.stream()
        .sorted()
        .filter(name -> !values.containsKey(name))
        .map(
            name ->
                Finding.bad(
                    file.orElseThrow() + " has no line for " + name,
                    "write it there: the plan asks for it as ${secret." + name + "}"))
        .toList();
  }

  /** Those that the plan asks for and that are too short to be hidden. */
  List<Finding> tooShort() {
    Map<String, String> values = get();
    return asked.stream()
        .sorted()
        .filter(name -> values.getOrDefault(name, "long enough").length() < SHORTEST)
        .map(
            name ->
                Finding.bad(
                    "the secret %s is %d long, too short to be hidden in texts"
                        .formatted(name, values.get(name).length()),
                    "take one of "
                        + SHORTEST
                        + " or more, or write what is no secret into the plan"))
        .toList();
  }

  /**
   * Hides the values as they are now and as they were before, for what was written with an earlier
   * password may still be read. Where the file cannot be read it goes on with what it knows.
   */
  synchronized Redaction redaction() {
    Map<String, String> values;
    try {
      values = get();
    } catch (MemoryException unreadable) {
      return redaction;
    }
    if (seen.addAll(Redaction.secretsOf(values, asked))) {
      redaction = Redaction.of(seen);
    }
    return redaction;
  }
}
