package io.nuwa.emergency.deploy.engine;

import java.util.Locale;
import java.util.Optional;

/** The engines whose command line we speak. */
public enum EngineKind {
  DOCKER,
  PODMAN;

  /** The name of its program and of the fact {@code engine}. */
  public String program() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The kind with this {@link #program()}, or empty. */
  public static Optional<EngineKind> of(String program) {
    for (EngineKind kind : values()) {
      if (kind.program().equals(program)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
