package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.panel.Language;
import io.nuwa.emergency.panel.Palette;
import io.nuwa.emergency.panel.StatusPanel;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.report.picture.Panels;
import io.nuwa.emergency.report.picture.PhotoSession;
import io.nuwa.emergency.report.picture.PhotoSession.Shot;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Takes pictures, for {@code report --pictures} and for the daemon's child. */
final class PicturesOfReport {
  private static final int COLUMNS = 80;

  private PicturesOfReport() {}

  /** The words that a daemon starts to have pictures taken. */
  static List<String> program(Workplace workplace, Optional<String> plan) {
    Path jar = Wiring.program().orElseThrow(() -> new IllegalStateException("this is no JAR"));
    var words = new ArrayList<String>();
    words.add(workplace.java());
    words.addAll(
        List.of(
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx256m",
            "-Djava.awt.headless=true",
            "-jar",
            jar.toString(),
            "report",
            "--pictures"));
    plan.ifPresent(file -> words.addAll(List.of("--plan", file)));
    return words;
  }

  /** Takes them and says what became of each. */
  static int take(ReportCase one, String occasion, boolean json, PrintWriter out, PrintWriter err)
      throws InterruptedException {
    var panels =
        new Panels(
            view -> panel(Language.ZH, view),
            view -> panel(Language.EN, view),
            DisplayWidth.AMBIGUOUS_NARROW::of);
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    List<Shot> shots = new PhotoSession(one, panels, ZoneId.systemDefault(), path).take(occasion);
    if (json) {
      out.println(JsonText.pretty(document(shots, one)));
    } else {
      shots.stream().flatMap(shot -> shot.file().stream()).forEach(out::println);
    }
    List<Shot> faults = shots.stream().filter(shot -> !shot.isGenuine()).toList();
    faults.forEach(
        shot ->
            err.println(
                HarmlessText.signed(shot.page() + ": " + one.redaction().hide(shot.why()))));
    return faults.isEmpty() ? ExitCode.DONE.code : ExitCode.ENVIRONMENT.code;
  }

  private static Map<String, Object> document(List<Shot> shots, ReportCase one) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put(
        "pictures",
        shots.stream()
            .map(
                shot -> {
                  var picture = new LinkedHashMap<String, Object>();
                  picture.put("page", shot.page());
                  picture.put("file", shot.file());
                  picture.put(
                      "shows", shot.shows().name().toLowerCase(Locale.ROOT).replace('_', '-'));
                  picture.put(
                      "why",
                      shot.isGenuine()
                          ? Optional.empty()
                          : Optional.of(one.redaction().hide(shot.why())));
                  return picture;
                })
            .toList());
    return fields;
  }

  private static String panel(Language language, StatusView view) {
    return new StatusPanel(
            language, ZoneId.systemDefault(), COLUMNS, DisplayWidth.AMBIGUOUS_NARROW, Palette.OFF)
        .render(view);
  }
}
