package io.nuwa.emergency.drill.scene;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where the classes of this program are: a JAR, or a folder while it is being built. */
public final class OwnCode {
  private OwnCode() {}

  /** The JAR or folder. */
  public static Path place() {
    try {
      return Path.of(OwnCode.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
