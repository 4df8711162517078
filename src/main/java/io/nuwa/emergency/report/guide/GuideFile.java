package io.nuwa.emergency.report.guide;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.files.AtomicFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The guide on disk.
 *
 * @param file where it stands
 * @param panel how the panel of a view reads by the wall clock of a zone
 */
public record GuideFile(Path file, BiFunction<StatusView, ZoneId, String> panel) {
  private static final String NAME = "emergency-execution-guide.md";

  /**
   * Where it stands in a home folder: beside our own scripts where these are, as in our repository,
   * and with the plan everywhere else. A folder {@code scripts} of others is none of our business.
   */
  public static Path in(Path home) {
    Path scripts = home.resolve("scripts");
    return Files.exists(scripts.resolve(NAME)) || Files.exists(scripts.resolve("emergency"))
        ? scripts.resolve(NAME)
        : home.resolve("promptx").resolve(NAME);
  }

  /** Its markers are missing, stand there twice, or the wrong way round; it was not touched. */
  public static final class BrokenMarkersException extends RuntimeException {
    BrokenMarkersException(String message) {
      super(message);
    }
  }

  /** How a guide compares with the state that it should show. */
  public enum Standing {
    MISSING,
    /** It shows this very state. */
    CURRENT,
    /** Something was recorded since, or what is ours in it was changed by hand. */
    STALE
  }

  /**
   * Writes the state into it, or the whole of it when it is missing. In one go: a reader sees the
   * old guide or the new one.
   *
   * @throws IOException when it could not be read or written; it is as it was then
   * @throws BrokenMarkersException when it cannot be told what in it is ours; it is as it was then
   */
  public void update(ReportCase one, ZoneId zone) throws IOException {
    String state = GuideState.render(one, zone, panel);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      AtomicFile.write(file, GuideTemplate.render(one.plan(), state));
      return;
    }
    // A link stays a link: what it leads to is replaced.
    Path real = file.toRealPath();
    byte[] before = Files.readAllBytes(real);
    byte[] after = markers(before).with(state);
    if (!Arrays.equals(before, after)) {
      AtomicFile.write(real, after, Files.getPosixFilePermissions(real));
    }
  }

  /** The moment that the guide says it was written for; empty when it says none. */
  public Optional<Instant> writtenFor() throws IOException {
    return Files.exists(file)
        ? GuideStamp.in(markers(Files.readAllBytes(file)).text()).map(GuideStamp::takenAt)
        : Optional.empty();
  }

  /**
   * Compares it with this state, and writes nothing.
   *
   * @param one collected for the moment that {@link #writtenFor} says
   */
  public Standing compare(ReportCase one) throws IOException {
    if (!Files.exists(file)) {
      return Standing.MISSING;
    }
    String text = markers(Files.readAllBytes(file)).text();
    return GuideStamp.in(text)
            .filter(stamp -> GuideState.render(one, stamp.zone(), panel).equals(text))
            .isPresent()
        ? Standing.CURRENT
        : Standing.STALE;
  }

  private GuideMarkers markers(byte[] content) {
    try {
      return GuideMarkers.in(content, file.toString());
    } catch (GuideMarkers.BrokenException e) {
      throw new BrokenMarkersException(e.getMessage());
    }
  }
}
