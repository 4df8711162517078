package io.nuwa.emergency.cli;

import java.util.Optional;
import picocli.CommandLine.IVersionProvider;

/** The version that the build wrote into the JAR. */
final class Version implements IVersionProvider {
  /** Such as {@code 0.1.0}. */
  static String text() {
    return Optional.ofNullable(Version.class.getPackage().getImplementationVersion())
        .orElse("(not built as a JAR)");
  }

  @Override
  public String[] getVersion() {
    return new String[] {"emergency " + text()};
  }
}
