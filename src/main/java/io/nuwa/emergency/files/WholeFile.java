package io.nuwa.emergency.files;

import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Files that are read as a whole, and only where they are files: see {@link PlainFile}. Also for
 * commands that must answer in milliseconds: {@link Files} reads through a channel, and the JDK's
 * channels bring its network library along.
 */
public final class WholeFile {
  private WholeFile() {}

  /**
   * The bytes of a file.
   *
   * @throws IOException when it is not there, is no file or cannot be read, as {@link
   *     Files#readAllBytes} says it
   */
  public static byte[] bytes(Path file) throws IOException {
    try (var stream = open(file)) {
      return stream.readAllBytes();
    }
  }

  /**
   * The same as UTF-8.
   *
   * @throws java.nio.charset.CharacterCodingException when it is something else
   */
  public static String text(Path file) throws IOException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(file))).toString();
  }

  /** The same in lines. */
  public static List<String> lines(Path file) throws IOException {
    return text(file).lines().toList();
  }

  /** A file that is to be read piece by piece. */
  public static InputStream open(Path file) throws IOException {
    PlainFile.readable(file);
    if (!file.getFileSystem().equals(FileSystems.getDefault())) {
      return Files.newInputStream(file);
    }
    try {
      return new FileInputStream(file.toFile());
    } catch (FileNotFoundException e) {
      // It stands for missing rights too: asked again, to be told which.
      return Files.newInputStream(file);
    }
  }
}
