package io.nuwa.emergency.report.guide;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.files.AtomicFile;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.report.page.Wording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Optional;

/**
 * The guide on disk.
 *
 * @param file where it stands
 * @param panel how the panel of a view reads
 */
public record GuideFile(Path file, Panel panel) {
  private static final String NAME = "emergency-execution-guide.md";

  /** How the panel of a view reads by the wall clock of a zone, in a language. */
  @FunctionalInterface
  public interface Panel {
    String of(StatusView view, ZoneId zone, Wording wording);
  }

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
   * @param asked its language; where nobody asks, that of the guide that is there, and Chinese as
   *     the founding document where there is none
   * @throws IOException when it could not be read or written; it is as it was then
   * @throws BrokenMarkersException when it cannot be told what in it is ours; it is as it was then
   */
  public void update(ReportCase one, ZoneId zone, Optional<Wording> asked) throws IOException {
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      Wording wording = asked.orElse(Wording.ZH);
      String state = GuideState.render(one, zone, wording, panel);
      AtomicFile.write(file, GuideTemplate.render(one.plan(), state, wording));
      return;
    }
    // A link stays a link: what it leads to is replaced.
    Path real = file.toRealPath();
    byte[] before = WholeFile.bytes(real);
    GuideMarkers markers = markers(before);
    Wording wording =
        asked.or(() -> GuideStamp.in(markers.text()).map(GuideStamp::wording)).orElse(Wording.ZH);
    byte[] after = markers.with(GuideState.render(one, zone, wording, panel));
    if (!Arrays.equals(before, after)) {
      AtomicFile.write(real, after, Files.getPosixFilePermissions(real));
    }
  }

  /** The moment that the guide says it was written for; empty when it says none. */
  public Optional<Instant> writtenFor() throws IOException {
    return Files.exists(file)
        ? GuideStamp.in(markers(WholeFile.bytes(file)).text()).map(GuideStamp::takenAt)
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
    String text = markers(WholeFile.bytes(file)).text();
    return GuideStamp.in(text)
            .filter(
                stamp -> GuideState.render(one, stamp.zone(), stamp.wording(), panel).equals(text))
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
