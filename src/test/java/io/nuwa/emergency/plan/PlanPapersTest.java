package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is written about plans is complete. */
class PlanPapersTest {
  private final String reference = read("docs/plan-reference.md");
  private final Plan plan = PlanReader.read("plan.yaml", Words.shippedPlan(), Words.week2());

  @Test
  void the_reference_explains_every_key_of_the_schema() throws IOException {
    JsonNode schema = new ObjectMapper().readTree(read("docs/schema/plan.schema.json"));
    List<JsonNode> definitions = new ArrayList<>(List.of(schema));
    schema.get("$defs").forEach(definitions::add);
    var keys = new ArrayList<String>();
    definitions.forEach(
        definition -> definition.path("properties").fieldNames().forEachRemaining(keys::add));
    assertThat(keys)
        .isNotEmpty()
        .allSatisfy(key -> assertThat(reference).contains("`" + key + "`"));
  }

  @Test
  void the_reference_has_the_default_ladder_of_every_class() {
    for (FailureClass kind : FailureClass.values()) {
      assertThat(reference).contains("`" + kind.id() + "`");
      DefaultLadders.all()
          .of(kind)
          .rungs()
          .forEach(
              rung -> assertThat(rowOf(kind)).contains(rung.remedy() + " (" + rung.budget() + ")"));
    }
  }

  @Test
  void every_role_of_the_shipped_plan_has_its_page() {
    for (Role role : plan.roles()) {
      String page = read("promptx/roles/" + role.id() + ".md");
      assertThat(page).startsWith("# " + role.id() + "\n\n> ");
    }
    assertThat(Path.of("promptx/roles").toFile().list())
        .containsExactlyInAnyOrderElementsOf(
            plan.roles().stream().map(role -> role.id() + ".md").toList());
  }

  private String rowOf(FailureClass kind) {
    return reference
        .substring(reference.indexOf("| class | default ladder"))
        .lines()
        .filter(line -> line.startsWith("|") && line.contains("`" + kind.id() + "`"))
        .findFirst()
        .orElse("");
  }

  private static String read(String file) {
    try {
      return Files.readString(Path.of(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
