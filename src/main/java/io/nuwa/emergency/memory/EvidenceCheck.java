package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether the evidence that a journal points to is there and is what it was. Works on the lines as
 * they stand, so that no kind of event is forgotten.
 */
public final class EvidenceCheck {
  private final Path folder;
  private final Set<String> known = new HashSet<>();
  private final List<Missing> problems = new ArrayList<>();

  private EvidenceCheck(Path folder) {
    this.folder = folder;
  }

  /**
   * Evidence that proves nothing any more.
   *
   * @param line of the journal that points to it first, counted from 1
   * @param name what it was
   * @param file where it should be
   * @param reason what is wrong with it
   */
  public record Missing(int line, String name, Path file, String reason) {}

  /**
   * What was found.
   *
   * @param checked how many different files the journal points to
   */
  public record Result(int checked, List<Missing> problems) {
    public Result {
      problems = List.copyOf(problems);
    }
  }

  /**
   * Looks at all evidence that the first lines of a journal point to.
   *
   * @param records how many lines can be read; more than there are to stop at the first that cannot
   */
  public static Result of(Path journal, long records, MemoryFolder memory) {
    var check = new EvidenceCheck(memory.evidence());
    var files = new ArrayList<Path>(Segments.of(journal));
    files.add(journal);
    long line = 0;
    for (Path file : files) {
      try (InputStream stream = Segments.open(file)) {
        var lines = new JournalLines(stream);
        while (line < records && lines.next() && lines.isWhole()) {
          check.search(JsonText.read(lines.bytes()), (int) ++line);
        }
      } catch (NoSuchFileException e) {
        // The file that is written is made with its first line.
      } catch (IOException e) {
        if (line < records && records < Long.MAX_VALUE) {
          throw new MemoryException("cannot read the journal", file, e);
        }
        // Whoever reads the journal itself is told of a line that cannot be read.
        break;
      }
    }
    return new Result(check.known.size(), check.problems);
  }

  private void search(Object value, int line) {
    switch (value) {
      case Map<?, ?> fields -> {
        if (fields.get("sha256") instanceof String hash && known.add(hash)) {
          look(hash, String.valueOf(fields.get("name")), line);
        }
        fields.values().forEach(each -> search(each, line));
      }
      case List<?> list -> list.forEach(each -> search(each, line));
      case null, default -> {}
    }
  }

  private void look(String hash, String name, int line) {
    boolean fit = hash.length() == 64 && hash.chars().allMatch(sign -> hexadecimal(sign));
    Path file = folder.resolve(fit ? hash + ".txt" : "unknown");
    String reason = fit ? reason(file, hash) : "the journal names no SHA-256 for it";
    if (!reason.isEmpty()) {
      problems.add(new Missing(line, name, file, reason));
    }
  }

  private static boolean hexadecimal(int sign) {
    return (sign >= '0' && sign <= '9') || (sign >= 'a' && sign <= 'f');
  }

  /** Empty when it is what it was. */
  private static String reason(Path file, String hash) {
    if (Files.notExists(file, LinkOption.NOFOLLOW_LINKS)) {
      return "is not there";
    }
    try {
      if (!Files.readAttributes(file, BasicFileAttributes.class).isRegularFile()) {
        return "is no file";
      }
      return Hash.of(WholeFile.bytes(file)).equals(hash) ? "" : "was changed";
    } catch (IOException e) {
      return "cannot be read: " + MemoryException.why(e);
    }
  }
}
