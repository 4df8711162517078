package io.nuwa.emergency.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A program to run: words, never a string for a shell.
 *
 * @param command the program and its arguments
 * @param environment added to the environment of this process; an empty value removes a variable
 * @param folder where it runs
 * @param timeout after which it and its descendants are ended
 */
public record Invocation(
    List<String> command, Map<String, String> environment, Path folder, Duration timeout) {
  public Invocation {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  /** For the log, on one line: words quoted where a reader needs it. Never the environment. */
  public String readable() {
    return command.stream().map(Invocation::quoted).collect(Collectors.joining(" "));
  }

  private static String quoted(String word) {
    boolean plain = !word.isEmpty() && word.chars().noneMatch(Character::isWhitespace);
    return plain ? word : "'" + word.replace("\r", "\\r").replace("\n", "\\n") + "'";
  }
}
