package io.nuwa.emergency.memory;

import java.nio.file.Path;

/**
 * Where a home folder keeps what must survive.
 *
 * @param home the folder that holds {@code promptx/} and {@code logs/}
 */
public record MemoryFolder(Path home) {
  public Path folder() {
    return home.resolve("promptx").resolve("memory");
  }

  public Path journal() {
    return folder().resolve("journal.jsonl");
  }

  Path lock() {
    return folder().resolve("run.lock");
  }

  public Path evidence() {
    return folder().resolve("evidence");
  }

  Path claims() {
    return folder().resolve("claimed");
  }
}
