package io.nuwa.emergency.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * Replaces a file so that a reader, or a power loss, sees the old content or the new, never less.
 */
public final class AtomicFile {
  private static final String FIRST = ".";
  private static final String LAST = ".tmp";

  private static final Set<OpenOption> NEW =
      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);

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

  /** A copy that is whole and durable as soon as it can be seen, and as private as its source. */
  public static void copy(Path source, Path target) throws IOException {
    byte[] content = WholeFile.bytes(source);
    boolean posix = source.getFileSystem().supportedFileAttributeViews().contains("posix");
    write(target, content, posix ? Files.getPosixFilePermissions(source) : Set.of());
  }

  /**
   * Removes what writers of this folder left half-written when they were killed. Only for whoever
   * holds a lock that keeps other writers out.
   */
  public static void sweep(Path folder) throws IOException {
    try (var left = Files.newDirectoryStream(folder, AtomicFile::isHalfWritten)) {
      for (Path file : left) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      // Nothing was left where nothing is.
      return;
    }
  }

  /** As {@link #beside} names it. */
  private static boolean isHalfWritten(Path file) {
    String name = file.getFileName().toString();
    int pid = name.lastIndexOf('.', name.length() - LAST.length() - 1) + 1;
    if (!name.startsWith(FIRST) || !name.endsWith(LAST) || pid < 2) {
      return false;
    }
    String number = name.substring(pid, name.length() - LAST.length());
    return !number.isEmpty()
        && number.chars().allMatch(sign -> sign >= '0' && sign <= '9')
        && Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS);
  }

  private static Path beside(Path target) {
    return target.resolveSibling(
        FIRST + target.getFileName() + "." + ProcessHandle.current().pid() + LAST);
  }

  /** The same with permissions. */
  public static void write(Path target, byte[] content, Set<PosixFilePermission> permissions)
      throws IOException {
    Path folder = Folders.create(target.toAbsolutePath().getParent());
    Path fresh = beside(target.toAbsolutePath());
    try {
      Uninterrupted.call(() -> fill(fresh, content, permissions));
      Files.move(
          fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      remove(fresh, e);
      throw e;
    }
    Folders.sync(folder);
  }

  /** What could not be written is worth more to the reader than what could not be removed. */
  private static void remove(Path fresh, IOException cause) {
    try {
      Files.deleteIfExists(fresh);
    } catch (IOException e) {
      cause.addSuppressed(e);
    }
  }

  /** Into a file that nobody has made but us: a link that a stranger put there is not followed. */
  private static Path fill(Path fresh, byte[] content, Set<PosixFilePermission> permissions)
      throws IOException {
    Files.deleteIfExists(fresh);
    FileAttribute<?>[] born =
        permissions.isEmpty()
            ? new FileAttribute<?>[0]
            : new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    try (var channel = FileChannel.open(fresh, NEW, born)) {
      ByteBuffer bytes = ByteBuffer.wrap(content);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      grant(fresh, permissions);
      channel.force(true);
    }
    return fresh;
  }

  /** What the umask has taken of them. */
  private static void grant(Path fresh, Set<PosixFilePermission> permissions) throws IOException {
    if (!permissions.isEmpty()) {
      var view =
          Files.getFileAttributeView(
              fresh, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
      if (!view.readAttributes().permissions().equals(permissions)) {
        view.setPermissions(permissions);
      }
    }
  }
}
