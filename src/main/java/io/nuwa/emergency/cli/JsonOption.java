package io.nuwa.emergency.cli;

import picocli.CommandLine.Option;

/** Whether a command answers programs in place of people. */
final class JsonOption {
  @Option(names = "--json", description = "print one JSON document")
  private boolean asked;

  boolean isAsked() {
    return asked;
  }
}
