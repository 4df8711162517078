package io.nuwa.emergency.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/**
 * Replaces a file so that a reader, or a power loss, sees the old content or the new, never less.
 */
public final class AtomicFile {
  private AtomicFile() {}

  /**
   * Writes {@code content} as UTF-8 beside the target, fsyncs, renames, and fsyncs the folder.
   *
   * @throws IOException when it could not be written; the old content is still there then
   */
  public static void write(Path target, String content) throws IOException {
    write(target, content, Set.of());
  }

  /**
   * The same, with these permissions from the first moment on that the file can be seen.
   *
   * @param permissions empty: what the umask of this process leaves
   */
  public static void write(Path target, String content, Set<PosixFilePermission> permissions)
      throws IOException {
    write(target, content.getBytes(StandardCharsets.UTF_8), permissions);
  }

  /** The same for a file that is no text. */
  public static void write(Path target, byte[] content) throws IOException {
    write(target, content, Set.of());
  }

  private static void write(Path target, byte[] content, Set<PosixFilePermission> permissions)
      throws IOException {
    Path folder = target.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    Path fresh =
        folder.resolve("." + target.getFileName() + "." + ProcessHandle.current().pid() + ".tmp");
    try {
      Uninterrupted.call(() -> fill(fresh, content));
      if (!permissions.isEmpty()) {
        Files.setPosixFilePermissions(fresh, permissions);
      }
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      Files.deleteIfExists(fresh);
      throw e;
    }
    syncFolder(folder);
  }

  private static Path fill(Path fresh, byte[] content) throws IOException {
    try (var channel =
        FileChannel.open(
            fresh,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    return fresh;
  }

  /** Makes a rename or creation in this folder survive a power loss. */
  public static void syncFolder(Path folder) throws IOException {
    Uninterrupted.call(
        () -> {
          try (var channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
            return folder;
          }
        });
  }
}
