package io.nuwa.emergency.cli;

import io.nuwa.emergency.panel.text.PlainLine;
import java.util.stream.Collectors;

/**
 * Text that may quote a file or a program, made fit for a terminal: what stands in a plan or a
 * status file must not move the cursor or recolour the screen.
 */
final class HarmlessText {
  private HarmlessText() {}

  /** What stderr says of a fault or a warning: each line with our name before it. */
  static String signed(String message) {
    return message
        .lines()
        .map(line -> "emergency: " + PlainLine.of(line))
        .collect(Collectors.joining("\n"));
  }

  /** Lines that keep what they are indented by. */
  static String lines(String text) {
    return text.lines().map(HarmlessText::indented).collect(Collectors.joining("\n"));
  }

  private static String indented(String line) {
    String rest = line.stripLeading();
    return line.substring(0, line.length() - rest.length()).replace('\t', ' ') + PlainLine.of(rest);
  }
}
