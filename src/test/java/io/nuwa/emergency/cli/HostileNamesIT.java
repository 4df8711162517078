package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that want to be commands, paths or terminal codes. */
@Timeout(60)
final class HostileNamesIT {
  private static final String ESCAPE = "\u001b";

  @TempDir private Path folder;

  /** Right-to-left marks, escape codes, shell words, line breaks, and very long. */
  private static final String TITLE =
      "\"\\e[31mred\\u202E $(touch pwned) `id` ; 'x' \\\" \\n/../../etc " + "长".repeat(400) + "\"";

  private Home home() {
    return Home.withPlan(
        Files.isDirectory(folder) ? folder.resolve("a b'$(touch pwned)家") : folder);
  }

  @Test
  void hostile_titles_stay_text_in_panel_log_plan_and_json() throws IOException {
    Home home = home();
    home.plan(
        home.text("promptx/plan.yaml")
            .replace("title: First", "title: " + TITLE)
            .replace("title: Small", "title: " + TITLE)
            .replace("id: there", "id: there\n        title: " + TITLE));
    FatJar jar = home.emergency();

    for (FatJar.Answer answer :
        List.of(
            jar.run("execute", "--dry-run").hasCode(0),
            jar.run("execute").hasCode(0),
            jar.run("diagnose").hasCode(0),
            jar.run("doctor").hasCode(0),
            jar.run("drill").hasCode(4),
            jar.run("report", "--verify").hasCode(0),
            jar.run("report", "--format", "html").hasCode(0),
            jar.run("report").hasCode(0),
            jar.run("guide").hasCode(0),
            jar.run("guide", "--check").hasCode(0),
            jar.run("plan", "show").hasCode(0),
            jar.run("plan", "graph").hasCode(0))) {
      assertThat(answer.stdout() + answer.stderr()).doesNotContain(ESCAPE, "\u202E");
    }
    assertThat(home.text("logs/emergency-execution.log").lines())
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).matches("\\d{4}-.*").hasSizeLessThan(340));
    assertThat(jar.run("status", "--json").stdout())
        .doesNotContain(ESCAPE)
        .satisfies(json -> assertThat(titleIn(json)).contains("\u001b[31mred", "$(touch pwned)"))
        .satisfies(json -> assertThat(PublishedSchema.STATUS.problems(json)).isEmpty());
    try (var all = Files.walk(folder)) {
      assertThat(all).noneMatch(file -> file.getFileName().toString().equals("pwned"));
    }
  }

  private static String titleIn(String json) {
    return Home.parsed(json).get("title").toString();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../evil",
        "a/b",
        ".hidden",
        "-rf",
        "a b",
        "'$(id)'",
        "部署",
        "on-go",
        "on-go-withdrawn",
        "\"\\e[2J\""
      })
  void a_blocker_id_that_is_no_name_is_refused(String id) {
    Home home = home();
    home.plan(home.text("promptx/plan.yaml").replace("id: B-1", "id: " + id));

    FatJar.Answer answer = home.emergency().run("execute").hasCode(3);

    assertThat(answer.stderr())
        .contains("promptx/plan.yaml:6:9: the blocker")
        .doesNotContain(ESCAPE);
    assertThat(home.memory()).doesNotExist();
  }

  @Test
  void hostile_status_files_are_told_as_text() {
    Home home = home();
    home.emergency().run("execute").hasCode(0);
    home.put(
        "promptx/memory/blocker-\n\u001b[2J$(id)-status.json",
        "{\"blocker\": \"../../B-2\\n\", \"status\": \"\\u001b[2J\"}");
    home.put(
        "promptx/memory/blocker-x-status.json",
        "{\"blocker\": \"B-2\", \"status\": \"failed\", \"resolved_by\": \"\\u001b[2J\"}");

    FatJar.Answer answer = home.emergency().run("status").hasCode(0).says("is not believed");
    assertThat(answer.stdout() + answer.stderr()).doesNotContain(ESCAPE);
    home.emergency().run("execute").hasCode(0);
    assertThat(home.inMemory("blocker-")).hasSize(2);
  }

  @Test
  void ids_in_a_forged_journal_do_not_lead_out_of_the_memory_folder() throws IOException {
    Home home = home();
    home.put("number", "1\n").emergency().run("execute").hasCode(1);
    String first = Files.readString(home.journal()).lines().findFirst().orElseThrow();
    Files.writeString(
        home.journal(),
        first
                .replaceAll("\"run\":\"[^\"]*\"", "\"run\":\"../../../run\"")
                .replace("\"id\":\"B-1\"", "\"id\":\"../../../evil\"")
            + "\n");

    home.emergency().run("execute");
    home.emergency().run("execute", "--fresh", "--yes");

    try (var all = Files.walk(folder)) {
      assertThat(all)
          .filteredOn(file -> file.toString().contains("evil") || file.toString().contains("run-"))
          .allSatisfy(file -> assertThat(file).startsWith(home.memory()));
    }
    assertThat(home.inMemory("journal-.._.._.._run.jsonl")).hasSize(1);
  }
}
