package io.nuwa.emergency.files;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Keeps a log from growing for ever: the file that is long enough becomes {@code name.1}, the one
 * that was that becomes {@code name.2}, and so on.
 *
 * @param bytes as long as a file may get, about
 * @param kept so many earlier files are kept
 */
public record Rotation(long bytes, int kept) {
  /** For the logs of a home folder: 5 earlier ones of 10 MiB. */
  public static final Rotation USUAL = new Rotation(10L * 1024 * 1024, 5);

  /** Whether the file is due. */
  public boolean isDue(Path file) throws IOException {
    return Files.isRegularFile(file) && Files.size(file) >= bytes;
  }

  /** Moves it, and the earlier ones, one number on. Nobody may have it open for writing. */
  public void turn(Path file) throws IOException {
    Files.deleteIfExists(numbered(file, kept));
    for (int number = kept - 1; number >= 1; number--) {
      if (Files.exists(numbered(file, number))) {
        Files.move(
            numbered(file, number), numbered(file, number + 1), StandardCopyOption.ATOMIC_MOVE);
      }
    }
    Files.move(file, numbered(file, 1), StandardCopyOption.ATOMIC_MOVE);
  }

  /** The earlier file of that number; 1 is the latest. */
  public static Path numbered(Path file, int number) {
    return file.resolveSibling(file.getFileName() + "." + number);
  }
}
