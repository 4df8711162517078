package io.nuwa.emergency.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The dashboard of the watch, as it is shipped. */
public final class Dashboard {
  private static final Path FILE = Path.of("src/main/resources/grafana/watch.json");

  private static final Path WEEK_2 = Path.of("src/main/resources/grafana/week-2.json");
  private static final Path RULES = Path.of("stack/prometheus/rules.yml");

  private Dashboard() {}

  static JsonNode tree() {
    return tree(FILE);
  }

  /** What all dashboards and alerting rules that are shipped ask Prometheus. */
  public static List<String> everyQuestion() {
    var questions = new ArrayList<>(questions());
    for (JsonNode panel : tree(WEEK_2).get("panels")) {
      panel.get("targets").forEach(target -> questions.add(target.get("expr").asText()));
    }
    try (Stream<String> rules = Files.lines(RULES)) {
      rules
          .map(String::strip)
          .filter(line -> line.startsWith("expr:"))
          .forEach(line -> questions.add(line.substring("expr:".length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return questions;
  }

  private static JsonNode tree(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What its panels ask Prometheus, its variable filled in. */
  public static List<String> questions() {
    var questions = new ArrayList<String>();
    for (JsonNode panel : tree().get("panels")) {
      for (JsonNode target : panel.get("targets")) {
        questions.add(target.get("expr").asText().replace("$gate", "pass-rate"));
      }
    }
    return questions;
  }
}
