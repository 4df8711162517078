package io.nuwa.emergency.resource.guard;

import java.util.Locale;

/** Amounts of memory and room, for people. */
final class Bytes {
  private static final long KIB = 1L << 10;
  private static final long MIB = 1L << 20;
  private static final long GIB = 1L << 30;

  private Bytes() {}

  /** Such as {@code 1.9 GiB}, {@code 345.0 MiB} or {@code 12 B}. */
  static String text(long bytes) {
    if (bytes >= GIB) {
      return String.format(Locale.ROOT, "%.1f GiB", (double) bytes / GIB);
    }
    if (bytes >= MIB) {
      return String.format(Locale.ROOT, "%.1f MiB", (double) bytes / MIB);
    }
    return bytes >= KIB
        ? String.format(Locale.ROOT, "%.1f KiB", (double) bytes / KIB)
        : bytes + " B";
  }
}
