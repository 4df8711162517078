package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The schema and the reader know the same keys. */
class PlanSchemaTest {
  /** A key that is near to no other, so that the reader lists what it knows. */
  private static final String STRANGER = "zzzzzzzzzzzz";

  private final JsonNode schema = readSchema();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''                  | plan: week-2               | plan: week-2\\n%s: 1
          time-box            | length: 48h                | length: 48h\\n  %s: 1
          phase               | {id: closing               | {%s: 1, id: closing
          checkpoint          | {id: 18h                   | {%s: 1, id: 18h
          stack               | project: week2             | project: week2\\n  %s: 1
          alerts              | alertmanager: "http       | %s: 1\\n  alertmanager: "http
          webhook             | alertmanager: "http       | webhooks: [{id: a, form: json, url: "http://a", %s: 1}]\\n  alertmanager: "http
          role                | duty: 调度与决策             | %s: 1\\n    duty: 调度与决策
          blocker             | owner: FrontEndBot         | owner: FrontEndBot\\n    %s: 1
          task                | kind: compose-up           | kind: compose-up\\n        %s: 1
          gate                | probe: open-ports          | probe: open-ports\\n        %s: 1
          risk                | took: "> 300s"             | took: "> 300s", %s: 1
          guards              | hold-at-most: 2m           | hold-at-most: 2m\\n  %s: 1
          /metrics            | metrics:                   | metrics:\\n  %s: 1
          pictures            | pictures:                  | pictures:\\n  %s: 1
          page                | {id: targets               | {%s: 1, id: targets
          rung                | on-go:                     | ladders: {timeout: [{remedy: unpause, %s: 1}]}\\non-go:
          """)
  void both_know_the_same_keys(String definition, String written, String slip) {
    String text =
        Words.shippedPlan().replace(written, slip.replace("\\n", "\n").formatted(STRANGER));
    assertThat(keysOfReader(text)).isEqualTo(keysOfSchema(definition));
  }

  @Test
  void knows_every_failure_class() {
    var classes = new ArrayList<String>();
    schema.at("/$defs/ladders/propertyNames/enum").forEach(name -> classes.add(name.asText()));
    assertThat(classes)
        .containsExactlyInAnyOrderElementsOf(
            Arrays.stream(FailureClass.values()).map(FailureClass::id).toList());
  }

  @Test
  void knows_every_severity() {
    var severities = new ArrayList<String>();
    schema
        .at("/$defs/checkpoint/properties/otherwise/enum")
        .forEach(name -> severities.add(name.asText()));
    assertThat(severities)
        .containsExactlyElementsOf(Arrays.stream(Severity.values()).map(Severity::id).toList());
  }

  @Test
  void refuses_unknown_keys_and_explains_the_known_ones_wherever_it_lists_keys() {
    var checked = new TreeSet<String>();
    List<JsonNode> all = new ArrayList<>(List.of(schema));
    schema.get("$defs").forEach(all::add);
    for (JsonNode definition : all) {
      if (definition.has("properties")) {
        assertThat(definition.get("additionalProperties").asText()).isEqualTo("false");
        definition
            .get("properties")
            .properties()
            .forEach(
                property -> {
                  checked.add(property.getKey());
                  boolean described =
                      property.getValue().has("description") || property.getValue().has("$ref");
                  assertThat(described).as(property.getKey()).isTrue();
                });
      }
    }
    assertThat(checked).contains("blockers", "reads", "budget");
  }

  private Set<String> keysOfSchema(String definition) {
    var keys = new TreeSet<String>();
    JsonNode node = definition.isEmpty() ? schema : schema.at(place(definition));
    node.get("properties").fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static String place(String definition) {
    return definition.startsWith("/") ? "/properties" + definition : "/$defs/" + definition;
  }

  private static Set<String> keysOfReader(String text) {
    try {
      PlanReader.read("plan.yaml", text, Words.week2());
    } catch (InvalidConfigurationException e) {
      return e.problems().stream()
          .filter(problem -> problem.message().startsWith("'" + STRANGER + "' is not known here"))
          .map(problem -> problem.message().split("; known: ", 2)[1])
          .flatMap(known -> Arrays.stream(known.split(", ")))
          .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
    }
    return Set.of();
  }

  private static JsonNode readSchema() {
    try {
      return new ObjectMapper().readTree(Path.of("docs/schema/plan.schema.json").toFile());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
