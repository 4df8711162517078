package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.util.Locale;

/** ReportFailures that are not about a test. */
public final class ReportFailures {
  private ReportFailures() {}

  /** A setting that cannot be used as it stands. */
  public static Failure setting(String setting, RuntimeException why) {
    return Failure.of(FailureClass.CONFIGURATION, "'" + setting + "': " + why.getMessage(), "");
  }

  /** A report folder that cannot be worked in. */
  public static Failure folder(String reports, IOException why) {
    String text = String.valueOf(why.getMessage()).toLowerCase(Locale.ROOT);
    FailureClass kind =
        why instanceof AccessDeniedException || text.contains("permission denied")
            ? FailureClass.PERMISSION
            : text.contains("no space left") ? FailureClass.NO_SPACE : FailureClass.UNKNOWN;
    return Failure.of(kind, "reports in " + reports + ": " + why.getMessage(), why.toString());
  }
}
