package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.memory.JournalReading.Damage;
import io.nuwa.emergency.run.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Reads a journal up to its last whole record. Never writes. */
public final class JournalReader {
  /** What stands in {@code prev} of the first line. */
  static final String NO_HASH = "";

  private JournalReader() {}

  /**
   * Reads and checks the chain of hashes.
   *
   * @throws MemoryException when the file is there and cannot be read
   */
  public static JournalReading read(Path file) {
    return read(file, true);
  }

  /** Reads without checking the chain of hashes, for a quick look. */
  public static JournalReading glance(Path file) {
    return read(file, false);
  }

  /** Reads the first {@code lines} only, because what stands behind them cannot be. */
  static JournalReading upTo(Path file, int lines, boolean chained, String reason) {
    return parse(bytes(file), chained, lines, reason);
  }

  private static JournalReading read(Path file, boolean chained) {
    return parse(bytes(file), chained, Integer.MAX_VALUE, "");
  }

  private static byte[] bytes(Path file) {
    // Only where the folder is one: else the exception says what is wrong. It costs a glance 1 ms.
    if (Files.notExists(file) && Files.isDirectory(file.toAbsolutePath().getParent())) {
      return new byte[0];
    }
    try {
      return WholeFile.bytes(file);
    } catch (NoSuchFileException e) {
      return new byte[0];
    } catch (IOException e) {
      throw new MemoryException("cannot read the journal", file, e);
    }
  }

  static JournalReading parse(byte[] bytes, boolean chained, int most, String reasonToStop) {
    List<Entry> entries = new ArrayList<>();
    String lastHash = NO_HASH;
    int start = 0;
    while (start < bytes.length) {
      int end = endOfLine(bytes, start);
      int line = entries.size() + 1;
      if (line > most) {
        return damaged(entries, start, lastHash, line, reasonToStop);
      }
      if (end < 0) {
        return damaged(entries, start, lastHash, line, "the line is cut off");
      }
      byte[] record = Arrays.copyOfRange(bytes, start, end);
      try {
        entries.add(entry(record, line, chained ? Optional.of(lastHash) : Optional.empty()));
      } catch (IOException | RuntimeException e) {
        return damaged(entries, start, lastHash, line, firstLine(e));
      }
      lastHash = chained ? Hash.of(record) : NO_HASH;
      start = end + 1;
    }
    return new JournalReading(entries, start, lastHash, Optional.empty());
  }

  private static Entry entry(byte[] record, int line, Optional<String> expectedHash)
      throws IOException {
    var fields = new JsonObject(JsonText.read(record));
    if (fields.number("seq") != line) {
      throw new IOException(
          "number " + fields.number("seq") + " stands where " + line + " belongs");
    }
    if (expectedHash.isPresent() && !fields.text("prev").equals(expectedHash.get())) {
      throw new IOException("its hash of the line before does not fit: that line was changed");
    }
    return new Entry(line, fields.instant("at"), EventCodec.decode(fields));
  }

  private static int endOfLine(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static JournalReading damaged(
      List<Entry> entries, long whole, String lastHash, int line, String reason) {
    return new JournalReading(entries, whole, lastHash, Optional.of(new Damage(line, reason)));
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable");
  }
}
