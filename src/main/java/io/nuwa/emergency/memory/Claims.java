package io.nuwa.emergency.memory;

import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.run.Status;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
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
  private Claims() {}

  /** What one file turned out to be. */
  public sealed interface FileReading {
    Path file();
  }

  /**
   * A readable file.
   *
   * @param blocker as the file calls it
   */
  public record Claim(
      Path file,
      String blocker,
      Status status,
      Optional<Instant> resolvedAt,
      Optional<String> resolvedBy)
      implements FileReading {

    /** Whether it speaks of this blocker: {@code B1}, {@code b-1} and {@code B-1} are the same. */
    public boolean isAbout(String id) {
      return plain(blocker).equals(plain(id));
    }

    private static String plain(String id) {
      var text = new StringBuilder();
      id.toUpperCase(Locale.ROOT).codePoints().filter(Character::isLetterOrDigit)
          .forEach(text::appendCodePoint);
      return text.toString();
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
    return files(memory).stream().map(Claims::read).toList();
  }

  static List<Path> files(MemoryFolder memory) {
    var files = new ArrayList<Path>();
    try (var found = Files.newDirectoryStream(memory.folder(), "blocker-*-status.json")) {
      found.forEach(files::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of();
    } catch (IOException | DirectoryIteratorException e) {
      throw new MemoryException("cannot list", memory.folder(), e);
    }
    files.sort(null);
    return files;
  }

  static FileReading read(Path file) {
    String text;
    try {
      text = Files.readString(file);
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
          file, o.text("blocker"), status.get(), o.optionalText("resolved_at").flatMap(Claims::time),
          o.optionalText("resolved_by"));
    } catch (IOException | IllegalArgumentException e) {
      return new Unreadable(
          file, String.valueOf(e.getMessage()).lines().findFirst().orElse("no JSON"));
    }
  }

  /** The first system wrote local times without a zone; they are read as UTC. */
  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          text.endsWith("Z") || text.lastIndexOf('+') > 0
              ? java.time.OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text.replace(' ', 'T')).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
