package io.nuwa.text2sql.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Environment variables, read once; every problem is collected and reported together. */
public final class Environment {
  private static final int HIGHEST_PORT = 65_535;

  private final Map<String, String> variables;
  private final List<String> problems = new ArrayList<>();

  /** Reads from the given variables, usually {@link System#getenv()}. */
  public Environment(Map<String, String> variables) {
    this.variables = Map.copyOf(variables);
  }

  /** The variable's value; a problem is noted, and an empty text returned, when it is not set. */
  public String required(String name) {
    String value = variables.getOrDefault(name, "");
    if (value.isBlank()) {
      problems.add(name + " is not set");
    }
    return value;
  }

  /** The variable's value, or {@code fallback} when it is not set or blank. */
  public String optional(String name, String fallback) {
    String value = variables.getOrDefault(name, "");
    return value.isBlank() ? fallback : value;
  }

  /** A TCP port from 0 (any free one) to 65535. */
  public int port(String name, int fallback) {
    String value = optional(name, Integer.toString(fallback));
    try {
      int port = Integer.parseInt(value.strip());
      if (port >= 0 && port <= HIGHEST_PORT) {
        return port;
      }
    } catch (NumberFormatException notANumber) {
      // reported below, together with numbers out of range
    }
    problems.add(name + " must be a port from 0 to 65535, not '" + value + "'");
    return fallback;
  }

  /**
   * Ends the reading.
   *
   * @throws InvalidSettings naming every problem found so far
   */
  public void verify() {
    if (!problems.isEmpty()) {
      throw new InvalidSettings(String.join("; ", problems));
    }
  }
}
