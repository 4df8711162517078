package io.nuwa.emergency.metrics;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The dashboard of the watch, as it is shipped. */
public final class Dashboard {
  private static final Path FILE = Path.of("src/main/resources/grafana/watch.json");

  private Dashboard() {}

  static JsonNode tree() {
    try {
      return new ObjectMapper().readTree(FILE.toFile());
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
