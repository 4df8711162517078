package io.nuwa.emergency.memory;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Names for what is put away, so that nothing that was put away before is overwritten. */
public final class Archive {
  private Archive() {}

  /** This path, or with a number behind it the first that is free. */
  public static Path free(Path wanted) {
    Path target = wanted;
    for (int i = 2; Files.exists(target, LinkOption.NOFOLLOW_LINKS); i++) {
      target = wanted.resolveSibling(wanted.getFileName() + "." + i);
    }
    return target;
  }
}
