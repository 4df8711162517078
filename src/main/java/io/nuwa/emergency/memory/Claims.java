package io.nuwa.emergency.memory;

import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Status;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Status files as somebody left them, the first system's included. What they say was not measured
 * here: it is a claim. A blocker is known by the key {@code blocker} in the file, never by the
 * file's name, because the first system wrote {@code blocker-B1-status.json} for B-1.
 */
public final class Claims {
  private static final String FIRST = "blocker-";
  private static final String LAST = "-status.json";
  private static final long LONGEST = 1 << 20;

  private Claims() {}

  /** What one file turned out to be. */
  public sealed interface FileReading {
    Path file();
  }

  /**
   * A readable file.
   *
   * @param blocker as the file calls it
   * @param run the run of ours that wrote it; empty when somebody else did
   */
  public record Claim(
      Path file,
      String blocker,
      Status status,
      Optional<Instant> resolvedAt,
      Optional<String> resolvedBy,
      Optional<String> run)
      implements FileReading {

    /** Whether it speaks of this blocker: {@code B1}, {@code b-1} and {@code B-1} are the same. */
    public boolean isAbout(String id) {
      return plain(blocker).equals(plain(id));
    }

    private static String plain(String id) {
      var text = new StringBuilder();
      for (int i = 0; i < id.length(); i++) {
        char sign = id.charAt(i);
        if (Character.isLetterOrDigit(sign)) {
          text.append(sign);
        }
      }
      return text.toString().toUpperCase(Locale.ROOT);
    }
  }

  /**
   * A file that is no status file.
   *
   * @param reason what is wrong with it
   */
  public record Unreadable(Path file, String reason) implements FileReading {}

  /** Every status file of the folder, by name. */
  public static List<FileReading> readAll(MemoryFolder memory) {
    var readings = new ArrayList<FileReading>();
    for (Path file : files(memory)) {
      readings.add(read(file));
    }
    return readings;
  }

  static List<Path> files(MemoryFolder memory) {
    var files = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(memory.folder(), Claims::isStatusFile)) {
      found.forEach(files::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      throw new MemoryException("cannot list", memory.folder(), e);
    }
    files.sort(null);
    return files;
  }

  /**
   * As the glob {@code blocker-*-status.json}, without the regular expression that globs become.
   */
  private static boolean isStatusFile(Path file) {
    String name = file.getFileName().toString();
    return name.length() >= FIRST.length() + LAST.length()
        && name.startsWith(FIRST)
        && name.endsWith(LAST);
  }

  static FileReading read(Path file) {
    byte[] text;
    try {
      if (Files.size(file) > LONGEST) {
        // Without String.format, which a cold JVM would have to load for a glance.
        return new Unreadable(
            file,
            "it has "
                + Files.size(file)
                + " bytes, a status file at most "
                + LONGEST
                + ": it was not read");
      }
      text = WholeFile.bytes(file);
    } catch (IOException e) {
      return new Unreadable(file, new MemoryException("cannot read", file, e).getMessage());
    }
    try {
      var o = new JsonObject(JsonText.read(text));
      String word = o.text("status");
      Optional<Status> status = Status.of(word);
      if (status.isEmpty()) {
        return new Unreadable(file, "unknown status '" + word + "'");
      }
      return new Claim(
          file,
          o.text("blocker"),
          status.get(),
          time(o, "resolved_at"),
          o.optionalText("resolved_by"),
          o.optionalText("run"));
    } catch (IOException | IllegalArgumentException e) {
      return new Unreadable(
          file, String.valueOf(e.getMessage()).lines().findFirst().orElse("no JSON"));
    }
  }

  /** The first system wrote local times without a zone; they are read as UTC. */
  private static Optional<Instant> time(JsonObject o, String key) {
    Optional<String> text = o.optionalText(key);
    if (text.isEmpty()) {
      return Optional.empty();
    }
    boolean zoned = text.get().endsWith("Z") || text.get().lastIndexOf('+') > 0;
    try {
      return Optional.of(zoned ? o.instant(key) : o.utc(key));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
