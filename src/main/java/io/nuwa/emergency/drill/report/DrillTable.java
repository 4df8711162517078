package io.nuwa.emergency.drill.report;

import io.nuwa.emergency.drill.report.DrillReport.Driver;
import io.nuwa.emergency.drill.report.DrillRow.Verdict;
import io.nuwa.emergency.failure.FailureClass;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A drill for people. */
public final class DrillTable {
  private static final List<String> HEAD =
      List.of("fault", "class recognised", "remedy", "noticed", "green", "verdict");

  private DrillTable() {}

  /** The table, then what is wrong, then the figures. */
  public static String of(DrillReport report) {
    var lines = new ArrayList<List<String>>();
    lines.add(HEAD);
    report.rows().forEach(row -> lines.add(cells(row)));
    var text = new StringBuilder();
    int[] widths = widths(lines);
    for (List<String> line : lines) {
      for (int i = 0; i < line.size(); i++) {
        text.append(line.get(i));
        if (i < line.size() - 1) {
          text.repeat(' ', widths[i] - line.get(i).length() + 2);
        }
      }
      text.append('\n');
    }
    text.append('\n');
    for (DrillRow row : report.rows()) {
      if (!row.reasons().isEmpty()) {
        text.append(row.fault()).append(": ").append(String.join("; ", row.reasons())).append('\n');
      }
    }
    return text.append(figures(report)).toString();
  }

  private static List<String> cells(DrillRow row) {
    return List.of(
        row.fault(),
        row.recognised().map(FailureClass::id).orElse("-"),
        remedy(row),
        row.noticed().map(DrillTable::seconds).orElse("-"),
        row.noticed().isPresent() ? row.green().map(DrillTable::seconds).orElse("never") : "-",
        row.verdict().id());
  }

  /** Where no remedy was needed, the blocker's own tasks ran once more. */
  private static String remedy(DrillRow row) {
    if (row.verdict() == Verdict.SKIPPED) {
      return "-";
    }
    var words = new ArrayList<String>();
    row.remedies().stream().distinct().forEach(words::add);
    if (row.green().isEmpty()) {
      words.add(
          row.roles().isEmpty()
              ? "stopped and said why"
              : "asked " + String.join(", ", row.roles()));
    } else if (words.isEmpty()) {
      words.add(row.noticed().isPresent() ? "tasks again" : "none needed");
    }
    return String.join(", ", words);
  }

  private static String figures(DrillReport report) {
    return "%d right, %d wrong, %d skipped; %d false greens; noticed after %s (worst %s); green after %s (worst %s); repaired by %s; speed %d; took %s"
        .formatted(
            report.count(Verdict.RIGHT),
            report.count(Verdict.WRONG),
            report.count(Verdict.SKIPPED),
            report.falseGreens(),
            figure(report.medianNoticed()),
            figure(report.worstNoticed()),
            figure(report.medianGreen()),
            figure(report.worstGreen()),
            report.driver() == Driver.DAEMON ? "monitor --daemon" : "execute",
            report.speed(),
            seconds(report.took()));
  }

  private static int[] widths(List<List<String>> lines) {
    var widths = new int[HEAD.size()];
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    return widths;
  }

  private static String figure(Optional<Duration> duration) {
    return duration.map(DrillTable::seconds).orElse("-");
  }

  private static String seconds(Duration duration) {
    return String.format(java.util.Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
  }
}
