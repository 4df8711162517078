package io.nuwa.emergency.files;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/**
 * Looks at what stands at a path before it is opened. Opening a pipe waits until somebody comes to
 * its other end, a device never ends, and a link may lead to a file that is none of ours.
 */
public final class PlainFile {
  private static final Set<PosixFilePermission> OWN =
      EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

  private PlainFile() {}

  /** Rights for what may hold more than everybody may read. */
  public static Set<PosixFilePermission> ownersOnly() {
    return EnumSet.copyOf(OWN);
  }

  /**
   * The same path, where a file is or nothing; it may be a link to one.
   *
   * @throws IOException when something else is there; the message says what
   */
  public static Path readable(Path path) throws IOException {
    try {
      refuse(path, Files.readAttributes(path, BasicFileAttributes.class));
    } catch (NoSuchFileException e) {
      // Whoever opens it is told better why.
      return path;
    }
    return path;
  }

  /**
   * The same path, where a file of ours may be opened for writing: nothing is there, or a file. To
   * be opened with {@link LinkOption#NOFOLLOW_LINKS}, as a link may be put there meanwhile.
   *
   * @throws IOException when something else is there; the message says what
   */
  public static Path writable(Path path) throws IOException {
    // Asked first, because an exception is much to a command of milliseconds.
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      refuse(
          path, Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    }
    return path;
  }

  private static void refuse(Path path, BasicFileAttributes there) throws FileSystemException {
    if (!there.isRegularFile()) {
      String what =
          there.isDirectory()
              ? "a directory"
              : there.isSymbolicLink() ? "a link" : "a pipe, socket or device";
      throw new FileSystemException(
          path.toString(), null, "Is " + what + ", and no file: move it away");
    }
  }
}
