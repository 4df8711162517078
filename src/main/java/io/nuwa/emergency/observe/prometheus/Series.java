package io.nuwa.emergency.observe.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.plan.DecimalNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One time series with the samples that were asked for.
 *
 * @param labels its labels, {@code __name__} included
 * @param samples oldest first
 */
public record Series(Map<String, String> labels, List<Sample> samples) {
  private static final String NAME = "__name__";

  /** One raw sample; NaN and infinities are values like others. */
  public record Sample(Instant at, double value) {}

  public Series {
    labels = java.util.Collections.unmodifiableMap(new TreeMap<>(labels));
    samples = List.copyOf(samples);
  }

  static List<Series> read(JsonNode data) {
    var all = new ArrayList<Series>();
    if (data.path("resultType").asText().equals("scalar")) {
      return List.of(new Series(Map.of(), List.of(sample(data.path("result")))));
    }
    for (JsonNode one : data.path("result")) {
      var labels = new TreeMap<String, String>();
      one.path("metric").properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
      var samples = new ArrayList<Sample>();
      one.path("values").forEach(pair -> samples.add(sample(pair)));
      if (one.has("value")) {
        samples.add(sample(one.path("value")));
      }
      all.add(new Series(labels, samples));
    }
    return List.copyOf(all);
  }

  /** Series of which the labels alone were asked for. */
  static List<Series> labelled(JsonNode data) {
    var all = new ArrayList<Series>();
    for (JsonNode one : data) {
      var labels = new TreeMap<String, String>();
      one.properties().forEach(e -> labels.put(e.getKey(), e.getValue().asText()));
      all.add(new Series(labels, List.of()));
    }
    return List.copyOf(all);
  }

  public String metric() {
    return labels.getOrDefault(NAME, "");
  }

  /** As PromQL writes it, such as {@code up{instance="a:1",job="b"}}. */
  public String readable() {
    return metric()
        + labels.entrySet().stream()
            .filter(label -> !label.getKey().equals(NAME))
            .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
            .collect(Collectors.joining(",", "{", "}"));
  }

  private static Sample sample(JsonNode pair) {
    long millis = Math.round(pair.path(0).asDouble() * 1000);
    return new Sample(Instant.ofEpochMilli(millis), number(pair.path(1).asText()));
  }

  private static double number(String text) {
    return switch (text) {
      case "+Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      case "NaN" -> Double.NaN;
      // What is no number as Prometheus writes them says nothing.
      default ->
          DecimalNumber.parse(text)
              .map(DecimalNumber::recorded)
              .orElseGet(OptionalDouble::empty)
              .orElse(Double.NaN);
    };
  }
}
