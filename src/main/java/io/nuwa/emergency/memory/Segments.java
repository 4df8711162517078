package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.Folders;
import io.nuwa.emergency.files.Uninterrupted;
import io.nuwa.emergency.files.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * The closed files of a journal, beside the one that is written: {@code journal.1.jsonl.gz}, {@code
 * journal.2.jsonl} and so on. A file is closed by a new name and compressed later, when nothing
 * waits for it; as long as both forms are there the plain one counts, as it was whole before.
 */
final class Segments {
  private static final String LAST = ".jsonl";
  private static final String PACKED = ".gz";

  private Segments() {}

  /** The name of a closed file before it is compressed. */
  static Path plain(Path journal, int number) {
    String name = journal.getFileName().toString();
    int end = name.endsWith(LAST) ? name.length() - LAST.length() : name.length();
    return journal.resolveSibling(name.substring(0, end) + "." + number + LAST);
  }

  static Path packed(Path journal, int number) {
    Path plain = plain(journal, number);
    return plain.resolveSibling(plain.getFileName() + PACKED);
  }

  /** The closed files that are there, from the first one on without a gap. */
  static List<Path> of(Path journal) {
    var found = new ArrayList<Path>();
    while (true) {
      Path plain = plain(journal, found.size() + 1);
      Path packed = packed(journal, found.size() + 1);
      if (exists(plain)) {
        found.add(plain);
      } else if (exists(packed)) {
        found.add(packed);
      } else {
        return found;
      }
    }
  }

  private static boolean exists(Path file) {
    return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
  }

  /** The lines of a file of a journal, compressed or not. */
  static InputStream open(Path file) throws IOException {
    InputStream bytes = WholeFile.open(file);
    return file.getFileName().toString().endsWith(PACKED)
        ? new GZIPInputStream(bytes, 1 << 16)
        : bytes;
  }

  /**
   * Compresses what is closed and still plain. Only for the holder of the lock. What cannot be
   * compressed, as the disk is full, stays as it is for the next time.
   */
  static void pack(Path journal, int sealed) {
    for (int number = 1; number <= sealed; number++) {
      Path plain = plain(journal, number);
      Path packed = packed(journal, number);
      if (exists(plain)) {
        try {
          AtomicFile.write(packed, packed(plain));
          Files.delete(plain);
        } catch (IOException e) {
          return;
        }
      }
    }
  }

  private static byte[] packed(Path plain) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var lines = Files.newInputStream(plain);
        var packing = new GZIPOutputStream(bytes, 1 << 16)) {
      Uninterrupted.call(() -> lines.transferTo(packing));
    }
    return bytes.toByteArray();
  }

  /** Gives the closed files of a journal the name of another one, the last first. */
  static void move(Path journal, Path other) throws IOException {
    List<Path> found = of(journal);
    for (int number = found.size(); number >= 1; number--) {
      for (boolean plain : new boolean[] {true, false}) {
        Path from = plain ? plain(journal, number) : packed(journal, number);
        if (exists(from)) {
          Files.move(from, plain ? plain(other, number) : packed(other, number));
        }
      }
    }
    if (!found.isEmpty()) {
      Folders.sync(journal.toAbsolutePath().getParent());
    }
  }
}
