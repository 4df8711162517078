package io.nuwa.emergency.memory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;

/**
 * A file that we hold open and that must stay the one at its path: what is written into a file that
 * was removed or replaced is lost, and what stands there instead is somebody else's.
 *
 * @param key what the file system knows it by; null where it has no such thing
 */
record OwnFile(Path path, Object key) {

  /** The one that is there now. */
  static OwnFile at(Path path) throws IOException {
    return new OwnFile(
        path,
        Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS).fileKey());
  }

  /** What others have done to it; empty while it is the same file. */
  Optional<String> changed() throws IOException {
    return change(attributes(path));
  }

  /**
   * What others have done to it.
   *
   * @param size how long we left it, in bytes
   * @return empty while it is the same file and as long as that
   */
  Optional<String> changed(long size) throws IOException {
    Optional<BasicFileAttributes> now = attributes(path);
    Optional<String> change = change(now);
    if (change.isPresent() || now.orElseThrow().size() == size) {
      return change;
    }
    return Optional.of(
        "has %d bytes where we left %d: another program wrote into it"
            .formatted(now.orElseThrow().size(), size));
  }

  private Optional<String> change(Optional<BasicFileAttributes> now) {
    if (now.isEmpty()) {
      return Optional.of("was removed");
    }
    if (now.get().isSymbolicLink()) {
      return Optional.of("was replaced by a link");
    }
    return Objects.equals(now.get().fileKey(), key)
        ? Optional.empty()
        : Optional.of("was replaced by another file");
  }

  private static Optional<BasicFileAttributes> attributes(Path path) throws IOException {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }
}
