package io.nuwa.emergency.files;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Folders, and names in them, that survive a power loss. */
public final class Folders {
  private Folders() {}

  /**
   * Makes the folder and those above it that are missing; each is durable when this returns.
   *
   * @throws FileAlreadyExistsException when a file stands where a folder is needed
   */
  public static Path create(Path wanted) throws IOException {
    Path folder = wanted.toAbsolutePath();
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Path above = folder.getParent();
    if (above != null) {
      create(above);
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(folder)) {
        throw e;
      }
      // Another process was faster, and cares for it.
      return folder;
    }
    if (above != null) {
      sync(above);
    }
    return folder;
  }

  /** Makes a rename or creation in this folder survive a power loss. */
  public static void sync(Path folder) throws IOException {
    Uninterrupted.call(
        () -> {
          try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return folder;
          }
        });
  }
}
