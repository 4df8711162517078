package io.nuwa.emergency.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How the folder of a diagnosis is called: whoever points to it knows it from the journal. */
public final class DiagnosisName {
  /** Where the folders of diagnoses stand, seen from the home folder. */
  public static final String FOLDER = "logs/diagnoses";

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final int LONGEST = 80;

  private DiagnosisName() {}

  /** The name of the folder of a diagnosis that was taken of a blocker then. */
  public static String of(String blocker, Instant at) {
    return STAMP.format(at) + "-" + fileName(blocker);
  }

  /** The same with the folders above it, seen from the home folder. */
  public static String path(String blocker, Instant at) {
    return FOLDER + "/" + of(blocker, at);
  }

  /** A name that somebody else chose, fit to be a file's: no separator, no dot in front. */
  public static String fileName(String name) {
    String fit = name.replaceAll("[^A-Za-z0-9._-]", "_").replaceAll("^\\.+", "_");
    String cut = fit.substring(0, Math.min(fit.length(), LONGEST));
    return cut.isEmpty() ? "_" : cut;
  }
}
