package io.nuwa.emergency.drill.report;

import io.nuwa.emergency.drill.report.DrillRow.Verdict;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.json.JsonText;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What {@code drill --json} prints; described by docs/schema/drill.schema.json. */
public final class DrillJson {
  private DrillJson() {}

  /** One document. */
  public static String of(DrillReport report) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("allRight", report.allRight());
    fields.put("right", report.count(Verdict.RIGHT));
    fields.put("wrong", report.count(Verdict.WRONG));
    fields.put("skipped", report.count(Verdict.SKIPPED));
    fields.put("falseGreens", report.falseGreens());
    fields.put("driver", report.driver().id());
    fields.put("speed", report.speed());
    fields.put("seed", report.seed());
    fields.put("seconds", seconds(report.took()));
    fields.put("home", report.home());
    fields.put("noticed", figures(report.medianNoticed(), report.worstNoticed()));
    fields.put("green", figures(report.medianGreen(), report.worstGreen()));
    fields.put("faults", report.rows().stream().map(DrillJson::row).toList());
    return JsonText.pretty(fields);
  }

  private static Map<String, Object> row(DrillRow row) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("fault", row.fault());
    fields.put("what", row.what());
    fields.put("verdict", row.verdict().id());
    fields.put("recognised", row.recognised().map(FailureClass::id));
    fields.put("classes", row.classes().stream().map(FailureClass::id).toList());
    fields.put("remedies", row.remedies());
    fields.put("roles", row.roles());
    fields.put("noticedSeconds", row.noticed().map(DrillJson::seconds));
    fields.put("greenSeconds", row.green().map(DrillJson::seconds));
    fields.put("falseGreens", row.falseGreens());
    fields.put("reasons", row.reasons());
    return fields;
  }

  private static Map<String, Object> figures(Optional<Duration> median, Optional<Duration> worst) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("medianSeconds", median.map(DrillJson::seconds));
    fields.put("worstSeconds", worst.map(DrillJson::seconds));
    return fields;
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
