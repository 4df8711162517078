package io.nuwa.emergency.resource.guard;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Which files below a folder some process holds open, as far as the kernel lets us see. */
final class OpenFiles {
  private OpenFiles() {}

  static Set<Path> below(Path folder, Path proc) {
    var open = new HashSet<Path>();
    try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
      for (Path process : processes) {
        addOpen(process.resolve("fd"), folder, open);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // No such list on this system: young files are left alone in any case.
    }
    return open;
  }

  private static void addOpen(Path descriptors, Path folder, Set<Path> open) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path descriptor : all) {
        target(descriptor).filter(file -> file.startsWith(folder)).ifPresent(open::add);
      }
    } catch (IOException | DirectoryIteratorException e) {
      // It has ended, or belongs to somebody else.
    }
  }

  private static Optional<Path> target(Path descriptor) {
    try {
      return Optional.of(Files.readSymbolicLink(descriptor));
    } catch (IOException e) {
      // Closed since it was listed; the others of that process count none the less.
      return Optional.empty();
    }
  }
}
