package io.nuwa.emergency.files;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Files that are read as a whole by commands that must answer in milliseconds. {@link Files} reads
 * them through a channel, and the JDK's channels bring its network library along.
 */
public final class WholeFile {
  private WholeFile() {}

  /**
   * The bytes of a file.
   *
   * @throws IOException when it is not there or cannot be read, as {@link Files#readAllBytes} says
   *     it
   */
  public static byte[] bytes(Path file) throws IOException {
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      return Files.readAllBytes(file);
    }
    try (var stream = new FileInputStream(file.toFile())) {
      return stream.readAllBytes();
    } catch (FileNotFoundException e) {
      // It stands for a folder and for missing rights too: asked again, to be told which.
      return Files.readAllBytes(file);
    }
  }
}
