package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Path;

/** What a process that was killed had half-written, and nobody will ever name. */
public final class Leftovers {
  private Leftovers() {}

  /** Removes it. Only for the holder of the {@link RunLock}. */
  public static void remove(MemoryFolder memory) {
    remove(memory.folder());
    remove(memory.evidence());
  }

  private static void remove(Path folder) {
    try {
      AtomicFile.sweep(folder);
    } catch (IOException e) {
      throw new MemoryException("cannot remove half-written files from", folder, e);
    }
  }
}
