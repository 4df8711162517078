package io.nuwa.emergency.control;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the file name of a picture says, such as {@code 20260105T200000Z-checkpoint-6h-targets.png}.
 * Files of other names are none of ours.
 *
 * @param takenAt to the second
 * @param label occasion and page
 */
public record PictureName(Instant takenAt, String label) {
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern OURS =
      Pattern.compile("(\\d{8}T\\d{6}Z)-([A-Za-z0-9][A-Za-z0-9._-]{0,199})\\.png");
  private static final String CHECKPOINT = "checkpoint-";

  /** The occasion of a checkpoint, as it stands in the names of pictures. */
  public static String checkpoint(String id) {
    return CHECKPOINT + id;
  }

  /** The occasion of a blocker that was given up. */
  public static String failure(String blocker) {
    return "failure-" + blocker;
  }

  /** Reads a file name; empty when it is not one that we give. */
  public static Optional<PictureName> parse(String file) {
    Matcher matcher = OURS.matcher(file);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new PictureName(STAMP.parse(matcher.group(1), Instant::from), matcher.group(2)));
    } catch (DateTimeException notATime) {
      return Optional.empty();
    }
  }

  /** Whether it was taken at a checkpoint; such pictures are not thinned. */
  public boolean isOfCheckpoint() {
    return label.startsWith(CHECKPOINT);
  }

  /** The file name. */
  public String file() {
    return STAMP.format(takenAt) + "-" + label + ".png";
  }
}
