package io.nuwa.emergency.command;

import static io.nuwa.emergency.failure.FailureClass.AUTHENTICATION;
import static io.nuwa.emergency.failure.FailureClass.CONFIGURATION;
import static io.nuwa.emergency.failure.FailureClass.KILLED;
import static io.nuwa.emergency.failure.FailureClass.NAME_RESOLUTION;
import static io.nuwa.emergency.failure.FailureClass.NOT_READY;
import static io.nuwa.emergency.failure.FailureClass.NO_SPACE;
import static io.nuwa.emergency.failure.FailureClass.PERMISSION;
import static io.nuwa.emergency.failure.FailureClass.PORT_IN_USE;
import static io.nuwa.emergency.failure.FailureClass.TIMEOUT;
import static io.nuwa.emergency.failure.FailureClass.UNKNOWN;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.Signature;
import io.nuwa.emergency.failure.Signatures;
import java.util.List;

/** The class of failure of a program about which only its exit code and output are known. */
final class CommandFailures {
  private static final Signatures SIGNATURES =
      new Signatures(
          List.of(
              Signature.of(
                  NO_SPACE, "no space left on device|disk quota exceeded|ENOSPC", "strerror"),
              Signature.of(
                  PORT_IN_USE,
                  ":(?<port>\\d{1,5})\\b.{0,60}address already in use",
                  "Go's net, Node 22"),
              Signature.of(PORT_IN_USE, "address already in use|EADDRINUSE", "strerror"),
              Signature.of(
                  NAME_RESOLUTION,
                  "no such host|could not resolve host|name or service not known"
                      + "|failure in name resolution|UnknownHostException",
                  "Go's net, curl 7, glibc, Java 25"),
              Signature.of(
                  AUTHENTICATION,
                  "password authentication failed|authentication failed|401 unauthorized",
                  "PostgreSQL 15, git 2, HTTP"),
              Signature.of(
                  PERMISSION,
                  "permission denied|operation not permitted|EACCES|AccessDeniedException",
                  "strerror, Node 22, Java 25"),
              Signature.of(
                  KILLED,
                  "out of memory|OutOfMemoryError|cannot allocate memory|^killed$",
                  "Java 25, strerror, bash 5"),
              Signature.of(
                  TIMEOUT,
                  "timed out|time-?out (?:expired|exceeded)|deadline exceeded|ETIMEDOUT",
                  "strerror, curl 7, Go's context, Node 22"),
              Signature.of(
                  NOT_READY, "connection refused|ECONNREFUSED|connection reset", "strerror"),
              Signature.of(
                  CONFIGURATION,
                  "no such file or directory|command not found|: not found$"
                      + "|unrecognized option|unknown option|unknown command|^usage:",
                  "strerror, bash 5, dash 0.5, getopt")));

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
    Failure seen = SIGNATURES.classify(summary, output);
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
