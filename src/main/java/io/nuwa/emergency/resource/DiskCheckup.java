package io.nuwa.emergency.resource;

import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.step.Checkup;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Whether the disks of the home folder and of the engines' storage have room. */
record DiskCheckup(Path home, Path root) implements Checkup {
  /** Below this the founding document has old logs cleaned. */
  private static final long ENOUGH = 2L << 30;

  /** Below this neither a database nor an image can be counted on to be written. */
  private static final long LEAST = 256L << 20;

  private static final double GIB = 1L << 30;

  @Override
  public String name() {
    return "disk";
  }

  @Override
  public List<Finding> look(StepInput input) {
    var findings = new ArrayList<Finding>();
    var seen = new HashSet<String>();
    for (Path folder :
        List.of(home, root.resolve("var/lib/containers"), root.resolve("var/lib/docker"))) {
      if (!Files.isDirectory(folder)) {
        continue;
      }
      try {
        FileStore store = Files.getFileStore(folder);
        if (seen.add(store.toString())) {
          findings.add(finding(folder, store.getUsableSpace(), store.isReadOnly()));
        }
      } catch (IOException e) {
        findings.add(
            Finding.unknown("the disk of " + folder + " cannot be read: " + e, "df " + folder));
      }
    }
    return findings;
  }

  static Finding finding(Path folder, long free, boolean readOnly) {
    String text = "%.1f GiB are free for %s".formatted(free / GIB, folder);
    if (readOnly) {
      return Finding.bad(folder + " is on a read-only disk", "mount it for writing");
    }
    if (free < LEAST) {
      return Finding.bad(text, "free at least 2 GiB: old logs, images and volumes nobody uses");
    }
    return free < ENOUGH
        ? Finding.doubtful(text, "free at least 2 GiB: old logs, images and volumes nobody uses")
        : Finding.good(text);
  }
}
