package io.nuwa.emergency.process;

import java.time.Duration;

/**
 * How a program ended.
 *
 * @param exitCode its exit code; 127 when it could not be started, as shells say it
 * @param stdout what it wrote there, the last 1 MiB of it
 * @param stderr what it wrote there, the last 1 MiB of it
 * @param took from start to end
 * @param timedOut whether it was ended because its time was up
 */
public record Completion(
    int exitCode, String stdout, String stderr, Duration took, boolean timedOut) {
  public boolean succeeded() {
    return exitCode == 0 && !timedOut;
  }

  /** Standard error followed by standard output: where a failure is explained. */
  public String text() {
    return stderr.isBlank() ? stdout : stdout.isBlank() ? stderr : stderr + "\n" + stdout;
  }
}
