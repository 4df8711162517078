package io.nuwa.emergency.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;

/**
 * A file that a run began with, known by its identity: whoever removes, replaces, cuts or extends
 * it meanwhile ends the run, because what is recorded elsewhere is not recorded.
 *
 * @param what it is, for people
 * @param identity of the file; null where the file system has none
 */
record OwnFile(String what, Path file, Object identity) {

  /** The file as it stands there now. */
  static OwnFile of(String what, Path file) throws IOException {
    return new OwnFile(what, file, attributes(file).fileKey());
  }

  /**
   * What is a link, or has a second name, may be somebody else's file.
   *
   * @throws MemoryException when it is one; none where it is not there
   */
  static void requireNoLink(String what, Path file) throws IOException {
    try {
      if (!attributes(file).isRegularFile()) {
        throw stranger(what, file, "a link, a folder or a device stands there");
      }
      if (file.getFileSystem().supportedFileAttributeViews().contains("unix")
          && Files.getAttribute(file, "unix:nlink", LinkOption.NOFOLLOW_LINKS) instanceof Integer n
          && n > 1) {
        throw stranger(what, file, "the file has a second name elsewhere (a hard link)");
      }
    } catch (NoSuchFileException e) {
      // It is made then.
    }
  }

  private static MemoryException stranger(String what, Path file, String why) {
    return new MemoryException(
        "%s %s is not written: %s, so it may be somebody else's; move it away and run the same command again"
            .formatted(what, file, why));
  }

  /** Whether it is the one that it was. */
  boolean isSame() {
    try {
      return Objects.equals(attributes(file).fileKey(), identity);
    } catch (IOException e) {
      return false;
    }
  }

  /**
   * Looks whether it is the one that it was.
   *
   * @throws MemoryException when it is another one now
   */
  void requireSame() {
    look();
  }

  /**
   * Looks whether it is the one that it was, and as long.
   *
   * @param size how long we left it
   * @throws MemoryException when it is another one now, or is not as long
   */
  void require(long size) {
    long now = look().size();
    if (now < size) {
      throw lost("was cut from %d to %d bytes".formatted(size, now));
    }
    if (now > size) {
      throw lost("grew by %d bytes that this run did not write".formatted(now - size));
    }
  }

  private BasicFileAttributes look() {
    BasicFileAttributes now;
    try {
      now = attributes(file);
    } catch (NoSuchFileException e) {
      throw lost("was removed");
    } catch (IOException e) {
      throw lost("cannot be looked at: " + MemoryException.why(e));
    }
    if (!now.isRegularFile()) {
      throw lost("was replaced by a link, a folder or a device");
    }
    if (!Objects.equals(now.fileKey(), identity)) {
      throw lost("was replaced by another file");
    }
    return now;
  }

  private MemoryException lost(String how) {
    return new MemoryException(
        "%s %s %s while this run was at work, so nothing more is recorded and nothing counts; put the file back if you have it, and run the same command again"
            .formatted(what, file, how));
  }

  private static BasicFileAttributes attributes(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
  }
}
