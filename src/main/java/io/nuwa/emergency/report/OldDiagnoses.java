package io.nuwa.emergency.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Clears the folder of diagnoses: the oldest go. Only what bears a name that we give is touched, no
 * link is followed, and a folder that holds folders is not ours.
 */
record OldDiagnoses(Path folder) {
  /** How many are kept. */
  static final int KEPT = 50;

  private static final Pattern OURS = Pattern.compile("\\d{8}T\\d{6}Z-[A-Za-z0-9._-]+");

  void remove() throws IOException {
    List<Path> diagnoses;
    try (Stream<Path> all = Files.list(folder)) {
      diagnoses =
          all.filter(file -> OURS.matcher(file.getFileName().toString()).matches())
              .filter(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
              .sorted(Comparator.comparing(Path::getFileName).reversed())
              .toList();
    }
    for (Path old : diagnoses.stream().skip(KEPT).toList()) {
      remove(old);
    }
  }

  private static void remove(Path old) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(old)) {
      files = all.toList();
    }
    if (files.stream().anyMatch(file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))) {
      return;
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(old);
    Files.deleteIfExists(old.resolveSibling(old.getFileName() + ".zip"));
  }
}
