package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * When a process began, as the kernel counts it: ticks since a certain start of the machine. The
 * time of day that the JDK makes of it is another one as soon as somebody sets the clock.
 */
final class Birth {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** The 22nd field of {@code /proc/PID/stat}; the third is the first one behind the name. */
  private static final int START_TIME = 22 - 3;

  private Birth() {}

  /** That of a process that lives; empty where the kernel does not tell. */
  static Optional<String> of(long pid) {
    try {
      return Optional.of(text(BOOT).strip() + " " + fields(pid)[START_TIME]);
    } catch (IOException | IndexOutOfBoundsException e) {
      return Optional.empty();
    }
  }

  /** Whether somebody has stopped it (SIGSTOP, a debugger), so that it does nothing. */
  static boolean isStopped(long pid) {
    try {
      return fields(pid)[0].equalsIgnoreCase("t");
    } catch (IOException | IndexOutOfBoundsException e) {
      return false;
    }
  }

  /** From the third on. */
  private static String[] fields(long pid) throws IOException {
    String stat = text(Path.of("/proc/" + pid + "/stat"));
    // The name stands in brackets and may hold anything, brackets and blanks included.
    return stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
  }

  private static String text(Path file) throws IOException {
    return new String(WholeFile.bytes(file), StandardCharsets.ISO_8859_1);
  }
}
