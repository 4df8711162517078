package io.nuwa.emergency.resource.guard;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Memory as the kernel counts it: of the machine, or of the control group that we are in, whichever
 * is nearer to its end.
 *
 * @param total in bytes
 * @param available in bytes, what is cached and can be let go included
 * @param what such as {@code memory}
 */
record MemoryReading(long total, long available, String what) {

  double used() {
    return total <= 0 ? 0 : 100.0 * (total - available) / total;
  }

  String text() {
    return "%.0f %% of %s %s in use".formatted(used(), Bytes.text(total), what);
  }

  /**
   * Reads now.
   *
   * @param root usually {@code /}
   * @throws IOException when the kernel does not say
   */
  static MemoryReading of(Path root) throws IOException {
    Map<String, Long> machine = table(root.resolve("proc/meminfo"), 1 << 10);
    Long total = machine.get("MemTotal:");
    Long available = machine.get("MemAvailable:");
    if (total == null || available == null) {
      throw new IOException("the kernel does not say how much memory is available");
    }
    var whole = new MemoryReading(total, available, "memory");
    return group(root)
        .filter(own -> own.total() < total && own.used() > whole.used())
        .orElse(whole);
  }

  private static Optional<MemoryReading> group(Path root) {
    try {
      for (String line : Files.readAllLines(root.resolve("proc/self/cgroup"))) {
        String[] parts = line.split(":", 3);
        if (parts.length == 3 && parts[1].isEmpty()) {
          Optional<MemoryReading> own =
              nearest(
                  root.resolve("sys/fs/cgroup"),
                  parts[2],
                  "memory.max",
                  "memory.current",
                  "inactive_file");
          if (own.isPresent()) {
            return own;
          }
        } else if (parts.length == 3 && parts[1].equals("memory")) {
          Optional<MemoryReading> own =
              nearest(
                  root.resolve("sys/fs/cgroup/memory"),
                  parts[2],
                  "memory.limit_in_bytes",
                  "memory.usage_in_bytes",
                  "total_inactive_file");
          if (own.isPresent()) {
            return own;
          }
        }
      }
    } catch (IOException e) {
      // No control groups here.
    }
    return Optional.empty();
  }

  /** Of the group and all above it, the one that is nearest to its limit. */
  private static Optional<MemoryReading> nearest(
      Path top, String path, String limitFile, String usageFile, String inactive) {
    Optional<MemoryReading> nearest = Optional.empty();
    Path group = top.resolve(path.substring(path.startsWith("/") ? 1 : 0)).normalize();
    for (; group != null && group.startsWith(top); group = group.getParent()) {
      try {
        long limit = Long.parseLong(Files.readString(group.resolve(limitFile)).strip());
        long usage = Long.parseLong(Files.readString(group.resolve(usageFile)).strip());
        long cached = table(group.resolve("memory.stat"), 1).getOrDefault(inactive, 0L);
        var own = new MemoryReading(limit, limit - usage + cached, "memory of our control group");
        if (nearest.isEmpty() || own.used() > nearest.get().used()) {
          nearest = Optional.of(own);
        }
      } catch (IOException | NumberFormatException e) {
        // This one has no limit.
      }
    }
    return nearest;
  }

  private static Map<String, Long> table(Path file, long unit) throws IOException {
    var table = new HashMap<String, Long>();
    for (String line : Files.readAllLines(file)) {
      String[] words = line.split("\\s+", -1);
      if (words.length > 1 && words[1].chars().allMatch(Character::isDigit)) {
        table.put(words[0], Long.parseLong(words[1]) * unit);
      }
    }
    return table;
  }
}
