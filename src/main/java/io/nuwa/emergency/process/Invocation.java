package io.nuwa.emergency.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

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

  /** For the log: the words, quoted where a reader would need it. Never holds the environment. */
  public String readable() {
    var text = new StringBuilder();
    for (String word : command) {
      if (!text.isEmpty()) {
        text.append(' ');
      }
      text.append(word.isEmpty() || word.chars().anyMatch(Character::isWhitespace) ? "'" + word + "'" : word);
    }
    return text.toString();
  }
}
