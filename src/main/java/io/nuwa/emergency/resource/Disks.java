package io.nuwa.emergency.resource;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Set;

/** How much room is left on the disks, home's first. */
record Disks(Path home) {
  private static final double GIB = 1024.0 * 1024 * 1024;

  /** File systems of the kernel, and those of containers, whose room is that of a disk below. */
  private static final Set<String> VIRTUAL =
      Set.of(
          "proc",
          "sysfs",
          "cgroup",
          "cgroup2",
          "devpts",
          "mqueue",
          "debugfs",
          "tracefs",
          "bpf",
          "securityfs",
          "pstore",
          "nsfs",
          "autofs",
          "configfs",
          "fusectl",
          "hugetlbfs",
          "overlay",
          "shm",
          "devtmpfs");

  String summary() {
    try {
      return "disk of home: " + room(Files.getFileStore(home));
    } catch (IOException e) {
      return "disk of home not seen: " + e.getMessage();
    }
  }

  /** Each disk once: a machine with containers mounts the same one dozens of times. */
  String text() {
    var rows = new LinkedHashMap<String, String>();
    for (FileStore store : FileSystems.getDefault().getFileStores()) {
      try {
        boolean disk = !VIRTUAL.contains(store.type()) && !VIRTUAL.contains(store.name());
        if (disk && store.getTotalSpace() > 0) {
          rows.putIfAbsent(store.name() + " " + store.type(), "- " + store + ": " + room(store));
        }
      } catch (IOException unreadable) {
        rows.putIfAbsent(store.name(), "- " + store + ": not seen: " + unreadable.getMessage());
      }
    }
    return "disks:\n" + String.join("\n", rows.values()) + "\n";
  }

  private static String room(FileStore store) throws IOException {
    long total = store.getTotalSpace();
    return "%.1f of %.1f GiB free (%d %% used)%s"
        .formatted(
            store.getUsableSpace() / GIB,
            total / GIB,
            total == 0 ? 0 : Math.round(100.0 * (total - store.getUsableSpace()) / total),
            store.isReadOnly() ? ", read-only" : "");
  }
}
