package io.nuwa.emergency.memory;

import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.memory.JournalReading.Damage;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.IllegalTransitionException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Reads a journal, all of its files in turn, up to its last whole record. Entries are handed on one
 * by one, so that a journal of any length can be read. Never writes.
 */
public final class JournalReader {
  /** What stands in {@code prev} of the first line. */
  static final String NO_HASH = "";

  private final Path journal;
  private final boolean chained;
  private final Consumer<Entry> sink;
  private JournalEnd end;

  /** The closed file that would have to stand where a gap in the numbers was found. */
  private Optional<Path> gap = Optional.empty();

  private JournalReader(Path journal, JournalEnd from, boolean chained, Consumer<Entry> sink) {
    this.journal = journal;
    this.end = from;
    this.chained = chained;
    this.sink = sink;
  }

  /**
   * Reads all entries into one list and checks the chain of hashes: for a journal that is short.
   *
   * @throws MemoryException when a file is there and cannot be read
   */
  public static JournalReading read(Path journal) {
    var entries = new ArrayList<Entry>();
    return walk(journal, JournalEnd.NOTHING, true, entries::add).keeping(entries);
  }

  /**
   * Hands on what stands behind a place in the journal.
   *
   * @param chained whether the chain of hashes is checked; the end tells no hash else
   * @param sink an {@link IllegalTransitionException} that it throws ends what can be trusted, like
   *     a line that cannot be read
   */
  static JournalReading walk(Path journal, JournalEnd from, boolean chained, Consumer<Entry> sink) {
    return new JournalReader(journal, from, chained, sink).walk();
  }

  private JournalReading walk() {
    List<Path> sealed = Segments.of(journal);
    for (int file = end.sealed(); file <= sealed.size(); file++) {
      boolean last = file == sealed.size();
      Path path = last ? journal : sealed.get(file);
      if (file > end.sealed()) {
        end = new JournalEnd(end.records(), file, 0, 0, end.lastHash());
      }
      try {
        Optional<String> wrong = lines(path);
        if (wrong.isPresent()) {
          return damaged(last ? Optional.empty() : Optional.of(path), wrong.get());
        }
      } catch (NoSuchFileException e) {
        // The file that is written is made with its first line.
      } catch (IOException e) {
        if (last) {
          throw new MemoryException("cannot read the journal", path, e);
        }
        return damaged(Optional.of(path), "cannot be read: " + MemoryException.why(e));
      }
    }
    return new JournalReading(List.of(), end, Optional.empty());
  }

  private JournalReading damaged(Optional<Path> sealed, String reason) {
    int line = (int) Math.min(Integer.MAX_VALUE, end.records() + 1);
    return new JournalReading(
        List.of(), end, Optional.of(new Damage(line, reason, gap.or(() -> sealed))));
  }

  /** What is wrong with the first line that is no record; empty when all are. */
  private Optional<String> lines(Path file) throws IOException {
    // Only where the folder is one: else the exception says what is wrong. It costs a glance 1 ms.
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)
        && Files.isDirectory(file.toAbsolutePath().getParent())) {
      return Optional.empty();
    }
    try (InputStream stream = Segments.open(file)) {
      stream.skipNBytes(end.bytes());
      var lines = new JournalLines(stream);
      while (lines.next()) {
        if (!lines.isWhole()) {
          return Optional.of("the line is cut off");
        }
        Optional<String> wrong = record(lines.bytes());
        if (wrong.isPresent()) {
          return wrong;
        }
      }
      return Optional.empty();
    }
  }

  private Optional<String> record(byte[] line) {
    try {
      var fields = new JsonObject(JsonText.read(line));
      long number = fields.number("seq");
      long expected = end.records() + 1;
      if (number != expected) {
        return Optional.of(outOfTurn(number, expected));
      }
      if (chained && !fields.text("prev").equals(end.lastHash())) {
        return Optional.of("its hash of the line before does not fit: that line was changed");
      }
      sink.accept(new Entry(number, fields.instant("at"), EventCodec.decode(fields)));
      end =
          new JournalEnd(
              number,
              end.sealed(),
              end.bytes() + line.length + 1,
              end.bytes(),
              chained ? Hash.of(line) : NO_HASH);
      return Optional.empty();
    } catch (IOException | RuntimeException e) {
      return Optional.of(String.valueOf(e.getMessage()).lines().findFirst().orElse("unreadable"));
    }
  }

  /** At the beginning of a file a gap means that a closed file is gone. */
  private String outOfTurn(long number, long expected) {
    if (end.bytes() == 0 && number > expected) {
      gap = Optional.of(Segments.packed(journal, end.sealed() + 1));
      return "the records %d to %d are missing, as their file is not there"
          .formatted(expected, number - 1);
    }
    return "number " + number + " stands where " + expected + " belongs";
  }
}
