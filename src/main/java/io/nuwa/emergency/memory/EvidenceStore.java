package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.run.EvidenceRef;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Raw measurements, each under the hash of its content: the same text is kept once. */
public final class EvidenceStore {
  private final Path folder;

  public EvidenceStore(MemoryFolder memory) {
    this.folder = memory.evidence();
  }

  /** Keeps a text and returns what the journal says of it. */
  public EvidenceRef keep(String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    String hash = Hash.of(bytes);
    Path file = folder.resolve(hash + ".txt");
    try {
      if (!isKept(file, bytes)) {
        AtomicFile.write(file, text);
      }
    } catch (IOException e) {
      throw new MemoryException("cannot keep evidence in", file, e);
    }
    return new EvidenceRef(name, hash, bytes.length);
  }

  /**
   * The text that the journal points to; empty when it is not there any more or is another one.
   *
   * @throws MemoryException when it is there and cannot be read
   */
  public Optional<String> text(EvidenceRef reference) {
    // A journal that somebody forged may name any file.
    if (!reference.sha256().matches("[0-9a-f]{64}")) {
      return Optional.empty();
    }
    Path file = folder.resolve(reference.sha256() + ".txt");
    try {
      byte[] bytes = WholeFile.bytes(file);
      return Hash.of(bytes).equals(reference.sha256())
          ? Optional.of(new String(bytes, StandardCharsets.UTF_8))
          : Optional.empty();
    } catch (NoSuchFileException gone) {
      return Optional.empty();
    } catch (IOException e) {
      throw new MemoryException("cannot read the evidence", file, e);
    }
  }

  /** What stands there under the right name and says something else is kept, but proves nothing. */
  private static boolean isKept(Path file, byte[] bytes) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    if (Files.isRegularFile(file) && Arrays.equals(WholeFile.bytes(file), bytes)) {
      return true;
    }
    Files.move(file, Archive.free(file.resolveSibling(file.getFileName() + ".damaged")));
    return false;
  }
}
