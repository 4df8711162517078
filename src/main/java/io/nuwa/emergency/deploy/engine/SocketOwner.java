package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whose an engine's socket is. Whoever listens there is told passwords and believed in all that it
 * says of containers, and in a folder that everybody may write anybody can be first to listen at
 * the usual name.
 */
final class SocketOwner {
  private static final int ROOT = 0;
  private static final int OTHERS_WRITE = 0002;

  private SocketOwner() {}

  /**
   * Why a socket may not be used: it, or the folder that it stands in, is somebody else's. Not
   * asked of a place that the user has named and where only its owner can put something.
   *
   * @param named whether the user has named it
   * @param user who may own it, besides root
   */
  static Optional<Failure> refusal(Path socket, boolean named, long user) {
    Path place = socket.toAbsolutePath().normalize();
    if (named && !isOpenToAll(place)) {
      return Optional.empty();
    }
    return Stream.of(place.getParent(), place)
        .filter(part -> isForeign(part, user))
        .findFirst()
        .map(
            part ->
                Failure.of(
                    FailureClass.PERMISSION,
                    part
                        + " belongs to another user, who would get all that an engine is told: set"
                        + " XDG_RUNTIME_DIR to a folder of yours, or have "
                        + part
                        + " removed",
                    ""));
  }

  private static boolean isOpenToAll(Path place) {
    for (Path above = place.getParent(); above != null; above = above.getParent()) {
      if ((number(above, "unix:mode").orElse(0L) & OTHERS_WRITE) != 0) {
        return true;
      }
    }
    return false;
  }

  private static boolean isForeign(Path part, long user) {
    return number(part, "unix:uid", LinkOption.NOFOLLOW_LINKS)
        .filter(owner -> owner != ROOT && owner != user)
        .isPresent();
  }

  /** Empty when nothing is there. */
  private static Optional<Long> number(Path path, String attribute, LinkOption... options) {
    try {
      return Optional.of(((Number) Files.getAttribute(path, attribute, options)).longValue());
    } catch (IOException | UnsupportedOperationException e) {
      return Optional.empty();
    }
  }
}
