package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class BadFilesIT {
  private static final String NO_JSON = "{\"blocker\": \"B-1\", \"status\": \"resol";

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void writePlan() {
    home = Home.withPlan(folder);
  }

  @Test
  void a_wrong_plan_is_told_with_every_problem_at_once() {
    home.plan(
        home.text("promptx/plan.yaml")
            .replace("owner: NuWa", "owner: NuWaa")
            .replace("kind: command", "kind: comand")
            .replace("time-box: {length: 2h}", "time-box: {length: 2 hours}\nsurprise: 1"));

    FatJar.Answer answer = home.emergency().run("execute", "--json").hasCode(3);

    assertThat(answer.stderr().lines())
        .hasSize(7)
        .allSatisfy(line -> assertThat(line).startsWith("emergency: "));
    assertThat(answer.stderr())
        .contains("promptx/plan.yaml:3:20: ", "2 hours")
        .contains("promptx/plan.yaml:4:1: 'surprise'")
        .contains("promptx/plan.yaml:9:12: ", "did you mean 'NuWa'?", "did you mean 'command'?")
        .contains("6 problems; nothing was started");
    assertThat(PublishedSchema.ERROR.problems(answer.stdout())).isEmpty();
    assertThat(home.memory()).doesNotExist();
  }

  @Test
  void a_plan_that_is_no_yaml_is_told_with_its_place() {
    home.plan("plan: small\nblockers: [\n  - {id: \"B-1}\n");

    home.emergency().run("plan", "validate").hasCode(3).complains("promptx/plan.yaml:3:");
  }

  @Test
  void a_plan_that_cannot_be_had_is_named_with_who_named_it() throws IOException {
    FatJar jar = home.emergency();
    jar.run("execute", "--plan", "away.yaml")
        .hasCode(3)
        .complains("away.yaml", "--plan", "does not exist", "plan init");
    jar.with("EMERGENCY_PLAN", "promptx")
        .run("status")
        .hasCode(3)
        .complains("promptx", "$EMERGENCY_PLAN", "is a folder");
    Files.write(folder.resolve("latin.yaml"), "title: é".getBytes(StandardCharsets.ISO_8859_1));
    jar.run("plan", "show", "--plan", "latin.yaml").hasCode(3).complains("latin.yaml", "UTF-8");
  }

  @Test
  void a_corrupt_status_file_without_a_journal_is_told_and_left_as_it_is() {
    String file = "promptx/memory/blocker-B-1-status.json";
    home.put(file, NO_JSON);

    home.emergency().run("status").hasCode(3).complains("blocker-B-1-status.json", "mend it");
    assertThat(home.text(file)).isEqualTo(NO_JSON);

    home.emergency().run("execute").hasCode(0).says("blocker-B-1-status.json", "'claimed'");
    assertThat(home.text("promptx/memory/claimed/blocker-B-1-status.json")).isEqualTo(NO_JSON);
    assertThat(home.json(file)).containsEntry("status", "resolved");
  }

  @Test
  void a_corrupt_status_file_beside_a_journal_is_told_and_set_aside() {
    home.emergency().run("execute").hasCode(0);
    String file = "promptx/memory/blocker-B-1-status.json";
    home.put(file, NO_JSON);

    FatJar.Answer status = home.emergency().run("status").hasCode(0);
    assertThat(status.stderr()).contains("blocker-B-1-status.json", "the journal is shown");
    assertThat(home.text(file)).isEqualTo(NO_JSON);

    home.emergency().run("execute").hasCode(0);
    assertThat(home.text("promptx/memory/claimed/blocker-B-1-status.json")).isEqualTo(NO_JSON);
    assertThat(home.json(file)).containsEntry("status", "resolved");
    assertThat(home.text("made")).isEqualTo("made\n");
  }

  @Test
  void a_garbled_journal_is_kept_and_the_run_goes_on_from_what_is_whole() throws IOException {
    home.emergency().run("execute").hasCode(0);
    String garbled =
        Files.readString(home.journal()).replaceFirst("gate-measured", "gate-m\u0000asured");
    Files.writeString(home.journal(), garbled);

    home.emergency().run("status").hasCode(0).says("journal.jsonl is damaged at line 5");
    assertThat(home.journal()).hasContent(garbled);
    home.emergency().run("execute").hasCode(0).says("damaged at line 5", "kept as");

    assertThat(home.inMemory("journal.jsonl.damaged-"))
        .singleElement()
        .satisfies(copy -> assertThat(copy).hasContent(garbled));
    assertThat(home.text("made")).isEqualTo("made\n");
    home.emergency().run("status", "--exit-code").hasCode(0);
  }

  @Test
  void a_changed_journal_line_is_noticed_before_anything_is_done() throws IOException {
    home.put("number", "41\n");
    home.emergency().run("execute").hasCode(1);
    String forged = Files.readString(home.journal()).replace("\"warn\"", "\"pass\"");
    Files.writeString(home.journal(), forged);

    home.emergency().run("execute").hasCode(1).says("that line was changed", "kept as");
  }

  @Test
  void a_file_where_a_folder_is_needed_is_named() {
    home.put("promptx/memory", "not a folder");

    home.emergency().run("execute").hasCode(4).complains("promptx/memory", "a folder is needed");
    home.emergency().run("status").hasCode(4).complains("promptx/memory");
    assertThat(home.text("promptx/memory")).isEqualTo("not a folder");
  }

  @Test
  void a_log_that_cannot_be_written_is_told_once_and_stops_nothing() {
    home.put("logs", "not a folder");

    FatJar.Answer answer = home.emergency().run("execute").hasCode(0);

    assertThat(answer.stderr().lines().filter(line -> line.contains("cannot write the log")))
        .hasSize(1);
    assertThat(answer.stderr()).contains("decision: GO");
  }

  @Test
  void a_plan_that_names_a_program_that_is_not_there_ends_with_3() {
    home.plan(home.text("promptx/plan.yaml").replace("[echo, hello]", "[no-such-program]"));

    FatJar.Answer answer = home.emergency().run("execute", "--json").hasCode(3);

    assertThat(answer.stderr()).contains("no-such-program");
    assertThat(PublishedSchema.EXECUTE.problems(answer.stdout())).isEmpty();
  }
}
