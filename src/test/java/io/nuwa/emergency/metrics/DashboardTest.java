package io.nuwa.emergency.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class DashboardTest {
  private static final Pattern METRIC = Pattern.compile("\\bemergency_[a-z_]+");
  private static final Pattern SELECTOR = Pattern.compile("(emergency_[a-z_]+)\\{([a-z_]+)!?=");
  private static final Pattern NAMED = Pattern.compile("\"([a-z0-9]+_[a-z0-9_]+)\"");
  private static final Pattern SERIES = Pattern.compile("\\b([a-z][a-z0-9_]+)\\b");
  private static final Pattern LEGEND = Pattern.compile("\\{\\{([a-z_]+)}}");

  private final JsonNode dashboard = Dashboard.tree();
  private final Set<String> exposed = exposed();

  @Test
  void asks_for_nothing_that_is_not_given_out() {
    var asked = new TreeSet<String>();
    Dashboard.questions().forEach(question -> all(METRIC, question).forEach(asked::add));
    all(METRIC, dashboard.at("/templating/list/0/definition").asText()).forEach(asked::add);
    assertThat(asked).hasSizeGreaterThan(15);
    assertThat(exposed).containsAll(asked);
  }

  @Test
  void every_question_of_what_is_shipped_is_about_series_that_something_gives_out()
      throws IOException {
    var known = new HashSet<>(exposed);
    known.addAll(Set.of("up"));
    for (Path source :
        List.of(
            Path.of("src/main/java/io/nuwa/text2sql/api/ApiMetrics.java"),
            Path.of("src/main/java/io/nuwa/text2sql/exporter/ExporterMetrics.java"))) {
      for (String name : all(NAMED, Files.readString(source))) {
        known.add(name);
        known.add(name + "_bucket");
      }
    }
    var asked = new TreeSet<String>();
    for (String question : Dashboard.everyQuestion()) {
      asked.addAll(series(question));
    }
    assertThat(asked).contains("text2sql_http_requests_total", "emergency_gate_value", "up");
    assertThat(known).containsAll(asked);
  }

  /** What is left of a question without functions, words, labels and texts. */
  private static Set<String> series(String question) {
    String names =
        question
            .replaceAll("\"[^\"]*\"", "")
            .replaceAll("\\{[^}]*}", "")
            .replaceAll("\\[[^]]*]", "")
            .replaceAll("\\b(by|without|on)\\s*\\([^)]*\\)", "")
            .replaceAll("[a-z_]+\\s*\\(", "(")
            .replaceAll("\\b(and|or|unless|bool)\\b", "");
    return all(SERIES, names);
  }

  @Test
  void selects_and_shows_only_labels_that_the_figures_have() {
    var labels = new HashMap<String, Set<String>>();
    for (Figure figure : Figure.values()) {
      labels.put(figure.written(), Set.copyOf(figure.labels()));
    }
    for (JsonNode panel : dashboard.get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        String question = target.get("expr").asText();
        Matcher selector = SELECTOR.matcher(question);
        while (selector.find()) {
          assertThat(labels.get(selector.group(1))).contains(selector.group(2));
        }
        var known = new HashSet<String>();
        all(METRIC, question)
            .forEach(metric -> known.addAll(labels.getOrDefault(metric, Set.of())));
        assertThat(known).containsAll(all(LEGEND, target.get("legendFormat").asText()));
      }
    }
  }

  @Test
  void shows_the_clock_blockers_gates_with_thresholds_repairs_and_alerts() {
    assertThat(String.join("\n", Dashboard.questions()))
        .contains(
            "emergency_run_remaining_seconds",
            "emergency_blocker_status",
            "emergency_gate_value",
            "emergency_gate_success_threshold",
            "emergency_gate_alert_threshold",
            "emergency_monitor_repairs_total",
            "emergency_alerts_firing");
  }

  @Test
  void is_a_bare_dashboard_whose_panels_are_told_apart_and_do_not_overlap() {
    assertThat(dashboard.path("uid").asText()).isEqualTo("emergency-watch");
    assertThat(dashboard.has("dashboard")).isFalse();
    var ids = new HashSet<Integer>();
    var cells = new HashSet<String>();
    for (JsonNode panel : dashboard.get("panels")) {
      assertThat(ids.add(panel.get("id").asInt())).isTrue();
      JsonNode place = panel.get("gridPos");
      assertThat(place.get("x").asInt() + place.get("w").asInt()).isLessThanOrEqualTo(24);
      for (int x = 0; x < place.get("w").asInt(); x++) {
        for (int y = 0; y < place.get("h").asInt(); y++) {
          String cell = (place.get("x").asInt() + x) + "," + (place.get("y").asInt() + y);
          assertThat(cells.add(cell)).as(panel.get("title") + " at " + cell).isTrue();
        }
      }
    }
  }

  private static Set<String> exposed() {
    var names = new HashSet<String>();
    Samples.page()
        .text()
        .lines()
        .filter(line -> !line.startsWith("#"))
        .forEach(line -> names.add(line.split("[{ ]", 2)[0]));
    return names;
  }

  private static Set<String> all(Pattern pattern, String text) {
    var found = new TreeSet<String>();
    Matcher matcher = pattern.matcher(text);
    while (matcher.find()) {
      found.add(matcher.group(matcher.groupCount()));
    }
    return found;
  }
}
