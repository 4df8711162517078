package io.nuwa.emergency.command;

import static io.nuwa.emergency.failure.FailureClass.CONFIGURATION;
import static io.nuwa.emergency.failure.FailureClass.KILLED;
import static io.nuwa.emergency.failure.FailureClass.PERMISSION;
import static io.nuwa.emergency.failure.FailureClass.TIMEOUT;
import static io.nuwa.emergency.failure.FailureClass.UNKNOWN;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;

/** The class of failure of a program about which only its exit code and output are known. */
final class CommandFailures {
  private CommandFailures() {}

  /**
   * Classifies.
   *
   * @param command as a reader may see it
   * @param exitCode what it ended with
   * @param output what it wrote, without secrets
   */
  static Failure classify(String command, int exitCode, String output) {
    String last =
        output.lines().map(String::strip).filter(s -> !s.isEmpty()).reduce("", (a, b) -> b);
    String summary =
        "%s ended with %d%s"
            .formatted(command, exitCode, last.isEmpty() ? "" : ": " + shorter(last));
    Failure seen = KnownSignatures.of("program").classify(summary, output);
    return seen.kind() == UNKNOWN ? Failure.of(byExit(exitCode), summary, output) : seen;
  }

  /** What shells mean by their own exit codes. */
  private static FailureClass byExit(int exitCode) {
    return switch (exitCode) {
      case 124 -> TIMEOUT;
      case 126 -> PERMISSION;
      case 127 -> CONFIGURATION;
      case 137 -> KILLED;
      default -> UNKNOWN;
    };
  }

  private static String shorter(String line) {
    return line.length() <= 200 ? line : line.substring(0, 199) + "…";
  }
}
