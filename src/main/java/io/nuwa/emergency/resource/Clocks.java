package io.nuwa.emergency.resource;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;

/** The clock, whether somebody set it while this process ran, and the Java that runs us. */
final class Clocks {
  private static final double MIB = 1024.0 * 1024;

  private Clocks() {}

  static String text(Instant now) {
    var runtime = ManagementFactory.getRuntimeMXBean();
    // The start is by the wall clock, the uptime by the monotonic one: what differs was set.
    long set = System.currentTimeMillis() - runtime.getStartTime() - runtime.getUptime();
    String jump =
        Math.abs(set) < Duration.ofSeconds(1).toMillis()
            ? "the wall clock was not set since this process began"
            : "the wall clock was set by " + set + " ms since this process began";
    return """
    clock: %s, time zone %s; %s
    Java: %s (%s), at most %.0f MiB of heap; %s %s, locale %s
    """
        .formatted(
            now,
            ZoneId.systemDefault(),
            jump,
            Runtime.version(),
            System.getProperty("java.vendor"),
            Runtime.getRuntime().maxMemory() / MIB,
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            Locale.getDefault());
  }
}
