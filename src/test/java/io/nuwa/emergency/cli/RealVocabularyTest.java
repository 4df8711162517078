package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.compose.ComposeReader;
import io.nuwa.emergency.compose.ComposeRequest;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.DefaultLadders;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Vocabulary;
import io.nuwa.emergency.plan.compose.ComposeImport;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.step.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The plans that we ship and write, read with the words that the features really bring. */
class RealVocabularyTest {
  private static final Path HOME = Path.of("").toAbsolutePath();

  private final Vocabulary vocabulary =
      Wiring.catalog(new Workplace(HOME, Map.of(), "java")).vocabulary();

  @Test
  void the_shipped_plan_is_read() throws IOException {
    assertThat(problems(Files.readString(HOME.resolve("promptx/plan.yaml")))).isEmpty();
  }

  @Test
  void the_plan_that_init_writes_for_the_shipped_stack_is_read() {
    var request =
        new ComposeRequest(
            HOME, List.of(HOME.resolve("stack/compose.yaml")), _ -> Optional.empty(), List.of());
    String written = ComposeImport.of("stack/compose.yaml", ComposeReader.read(request)).plan();
    assertThat(problems(written)).isEmpty();
    Plan plan = PlanReader.read("plan.yaml", written, vocabulary);
    assertThat(plan.ports()).containsEntry("text2sql", 8000).containsEntry("mcp-exporter", 9101);
    assertThat(plan.stack().orElseThrow().services()).hasSize(5).doesNotContain("grafana");
  }

  @Test
  void every_remedy_of_the_default_ladders_is_brought_by_a_feature() {
    var brought = new TreeSet<>(vocabulary.remedies());
    var used =
        Arrays.stream(FailureClass.values())
            .flatMap(kind -> DefaultLadders.all().of(kind).rungs().stream())
            .map(Rung::remedy)
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(used).isEqualTo(brought);
  }

  private static final String WITHOUT_STACK =
      """
      plan: bare
      time-box: {length: 1h}
      roles: [{id: one}]
      %s
      blockers:
        - id: A
          owner: one
          tasks: [{id: t, kind: command, with: {command: ["true"]}}]
          gates: [{id: g, probe: http-status, with: {url: "http://127.0.0.1:1/"}, success: "== 200", alert: "!= 200"}]
      """;

  @Test
  void a_plan_without_a_stack_is_not_promised_remedies_that_need_one() {
    Plan plan = PlanReader.read("plan.yaml", WITHOUT_STACK.formatted(""), vocabulary);

    for (FailureClass kind : FailureClass.values()) {
      List<Rung> rungs = plan.ladders(plan.blockers().getFirst()).of(kind).rungs();
      assertThat(rungs)
          .extracting(Rung::remedy)
          .as(kind.id())
          .isSubsetOf(Stream.concat(remedies(plan), Stream.of(Catalog.RUN_AGAIN)).toList());
    }
    assertThat(plan.ladders().of(FailureClass.NOT_READY).rungs())
        .extracting(Rung::remedy)
        .containsExactly(Catalog.RUN_AGAIN);
  }

  @Test
  void a_remedy_that_needs_a_stack_is_refused_where_there_is_none() {
    String asked = WITHOUT_STACK.formatted("ladders: {killed: [start-container, run-again]}");
    assertThat(problems(asked))
        .contains("plan.yaml:4:", "'start-container' has nothing to work on", "'stack:'")
        .doesNotContain("run-again");
  }

  private Stream<String> remedies(Plan plan) {
    return Wiring.catalog(new Workplace(HOME, Map.of(), "java")).remedies(plan).keySet().stream();
  }

  private String problems(String text) {
    try {
      PlanReader.read("plan.yaml", text, vocabulary);
      return "";
    } catch (InvalidConfigurationException e) {
      return e.getMessage();
    }
  }
}
