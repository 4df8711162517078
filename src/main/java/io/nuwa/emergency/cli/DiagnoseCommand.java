package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.DiagnosisCase;
import io.nuwa.emergency.control.TakeDiagnosis;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.report.DiagnosisFiles;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Looks at the system and writes what it sees for whoever has to mend it. */
@Command(
    description =
        "Looks at the system, changes nothing, and writes to logs/diagnoses what a person needs who"
            + " mends it. May be asked at any time, also while a run is at work.")
final class DiagnoseCommand implements Callable<Integer> {
  @Mixin private CommonOptions options;

  @Parameters(paramLabel = "BLOCKER", description = "ids such as B-1 (default: all)")
  private List<String> blockers = List.of();

  @Mixin private PlanOption plan;

  @Mixin private JsonOption json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    Workplace workplace = options.workplace();
    Catalog catalog = Wiring.catalog(workplace);
    Plan loaded = Wiring.plan(workplace, catalog, plan.file());
    var taker = new TakeDiagnosis(workplace, catalog, Time.system());
    var files = new DiagnosisFiles(workplace.home());
    var written = new ArrayList<DiagnosisFiles.Written>();
    for (DiagnosisCase one : taker.now(loaded, Selection.of(loaded, blockers))) {
      written.add(write(files, one, workplace));
    }
    spec.commandLine().getOut().println(json.isAsked() ? document(written) : text(written));
    return ExitCode.DONE.code;
  }

  private static DiagnosisFiles.Written write(
      DiagnosisFiles files, DiagnosisCase one, Workplace workplace) {
    try {
      return files.write(one, false);
    } catch (IOException e) {
      throw new MemoryException(
          "cannot write the diagnosis to", workplace.home().resolve("logs/diagnoses"), e);
    }
  }

  private static String text(List<DiagnosisFiles.Written> written) {
    var lines = new ArrayList<String>();
    for (DiagnosisFiles.Written one : written) {
      lines.add(HarmlessText.lines(one.spoken()));
      lines.add("  Written to: " + one.folder().resolve("diagnosis.md"));
      lines.add("  To hand over: " + one.zip());
      lines.add("");
    }
    return String.join("\n", lines).stripTrailing();
  }

  private static String document(List<DiagnosisFiles.Written> written) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("schemaVersion", 1);
    fields.put("diagnoses", written.stream().map(DiagnosisFiles.Written::document).toList());
    return JsonText.pretty(fields);
  }
}
