package io.nuwa.emergency.control;

import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.redaction.Redaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The stack's environment-file: {@code NAME=value} lines. Read each time it is asked for, so that a
 * changed password is used at once; never kept, logged or recorded.
 */
final class Secrets implements Supplier<Map<String, String>> {
  private final Optional<Path> file;
  private final Set<String> seen = new HashSet<>();
  private Redaction redaction = Redaction.BY_SHAPE;

  Secrets(Path home, Plan plan) {
    this.file = plan.stack().flatMap(Stack::environmentFile).map(home::resolve);
  }

  @Override
  public Map<String, String> get() {
    if (file.isEmpty() || !Files.isRegularFile(file.get())) {
      return Map.of();
    }
    var values = new HashMap<String, String>();
    try {
      for (String line : Files.readAllLines(file.get())) {
        int equals = line.indexOf('=');
        if (equals > 0 && !line.stripLeading().startsWith("#")) {
          values.put(
              line.substring(0, equals).strip(), unquoted(line.substring(equals + 1).strip()));
        }
      }
    } catch (IOException e) {
      throw new MemoryException("cannot read the environment-file", file.get(), e);
    }
    return values;
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
    if (seen.addAll(values.values())) {
      redaction = Redaction.of(seen);
    }
    return redaction;
  }

  private static String unquoted(String value) {
    boolean quoted =
        value.length() >= 2
            && (value.charAt(0) == '"' || value.charAt(0) == '\'')
            && value.charAt(value.length() - 1) == value.charAt(0);
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
