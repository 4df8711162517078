package io.nuwa.emergency.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ExecuteIT {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void writePlan() {
    home = Home.withPlan(folder);
  }

  @Test
  void clears_every_blocker_and_says_go() throws IOException, InterruptedException {
    FatJar.Answer answer = home.emergency().run("execute").hasCode(0);

    assertThat(answer.stdout()).contains("GO", "B-1 First", "B-2 Second", "100%");
    assertThat(answer.stderr()).contains("B-1 First ✔ resolved", "decision: GO");
    assertThat(home.text("logs/emergency-execution.log")).isEqualTo(answer.stderr());
    for (String id : List.of("B-1", "B-2")) {
      String file = home.text("promptx/memory/blocker-" + id + "-status.json");
      assertThat(PublishedSchema.STATUS_FILE.problems(file)).isEmpty();
      assertThat(Home.parsed(file))
          .containsEntry("blocker", id)
          .containsEntry("status", "resolved")
          .containsEntry("verified", true);
    }
    assertThat(oneLinerOfTheFoundingDocument()).isEqualTo("总进度: 2/3 阻塞已解决 (67%)");
  }

  private String oneLinerOfTheFoundingDocument() throws IOException, InterruptedException {
    String program =
        """
        import json
        from pathlib import Path
        resolved = sum(1 for f in Path('promptx/memory').glob('blocker-*-status.json')
                       if json.loads(f.read_text()).get('status') == 'resolved')
        print(f'总进度: {resolved}/3 阻塞已解决 ({resolved/3*100:.0f}%)')
        """;
    var builder = new ProcessBuilder("python3", "-c", program).directory(folder.toFile());
    builder.environment().put("PYTHONIOENCODING", "utf-8");
    Process process = builder.redirectErrorStream(true).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
    assertThat(process.waitFor()).as(printed).isZero();
    return printed;
  }

  @Test
  void a_red_gate_ends_with_1_and_its_reading() {
    home.put("number", "41\n");

    FatJar.Answer answer = home.emergency().run("execute", "--json").hasCode(1);

    assertThat(PublishedSchema.EXECUTE.problems(answer.stdout())).isEmpty();
    assertThat(Home.parsed(answer.stdout()))
        .containsEntry("exitCode", 1L)
        .containsEntry("decision", "UNDECIDED");
    assertThat(answer.stderr()).contains("number warn = 41: cat number printed 41");
    assertThat(home.json("promptx/memory/blocker-B-2-status.json"))
        .containsEntry("status", "failed")
        .containsEntry("assigned_to", "NuWa");
    assertThat(home.text("promptx/memory/blocker-B-2-status.json"))
        .satisfies(file -> assertThat(PublishedSchema.STATUS_FILE.problems(file)).isEmpty());
  }

  @Test
  void a_second_run_repairs_only_what_turned_red() {
    home.emergency().run("execute").hasCode(0);
    home.put("number", "7\n");
    home.emergency().run("execute").hasCode(1).says("reopened, a gate does not pass any more");
    home.put("number", "43\n");

    FatJar.Answer answer = home.emergency().run("execute", "--json").hasCode(0);

    assertThat(PublishedSchema.EXECUTE.problems(answer.stdout())).isEmpty();
    assertThat(Home.parsed(answer.stdout())).containsEntry("decision", "GO");
    assertThat(home.text("made")).isEqualTo("made\n");
  }

  @Test
  void only_what_was_named_is_done_and_nothing_is_decided() {
    FatJar.Answer answer = home.emergency().run("execute", "B-1", "--json").hasCode(0);

    assertThat(Home.parsed(answer.stdout())).containsEntry("decision", "UNDECIDED");
    assertThat(home.json("promptx/memory/blocker-B-2-status.json"))
        .containsEntry("status", "pending");
  }

  @Test
  void a_blocker_whose_need_is_not_met_is_left_alone_and_that_is_said() {
    home.emergency().run("execute", "B-2").hasCode(1).says("B-2", "needs B-1", "execute B-1 B-2");
    home.emergency().run("execute", "B-2", "--dry-run").hasCode(0);

    assertThat(home.folder().resolve("made")).doesNotExist();
  }

  @Test
  void a_dry_run_measures_and_writes_nothing() {
    Map<String, String> before = home.files();

    FatJar.Answer text = home.emergency().run("execute", "--dry-run").hasCode(0);
    FatJar.Answer json = home.emergency().run("execute", "--dry-run", "--json").hasCode(0);

    assertThat(text.stdout())
        .contains("gate there: alert", "run sh -c 'echo made >> made'", "nothing was changed");
    assertThat(PublishedSchema.DRY_RUN.problems(json.stdout())).isEmpty();
    assertThat(home.files()).isEqualTo(before);
    assertThat(home.memory()).doesNotExist();
    assertThat(folder.resolve("logs")).doesNotExist();
  }

  @Test
  void a_fresh_run_keeps_the_earlier_journal_byte_for_byte() throws IOException {
    home.put("number", "1\n");
    home.emergency().run("execute").hasCode(1);
    String earlier = Files.readString(home.journal());
    home.put("number", "42\n");

    home.emergency().run("execute", "--fresh", "--yes").hasCode(0).says("is kept as");

    assertThat(home.inMemory("journal-"))
        .singleElement()
        .satisfies(file -> assertThat(file).hasContent(earlier));
    assertThat(home.text("made")).isEqualTo("made\nmade\n");
  }

  @Test
  void two_fresh_runs_within_a_second_lose_no_journal() throws IOException {
    home.emergency().run("execute", "B-1").hasCode(0);
    String again = Files.readString(home.journal());
    Path taken = home.memory().resolve("journal-" + runOf(again) + ".jsonl");
    Files.writeString(taken, "an earlier one\n");

    home.emergency().run("execute", "--fresh", "--yes").hasCode(0);

    assertThat(taken).hasContent("an earlier one\n");
    assertThat(home.inMemory("journal-"))
        .hasSize(2)
        .anySatisfy(file -> assertThat(file).hasContent(again));
  }

  private static Object runOf(String journal) {
    return Home.parsed(journal.lines().findFirst().orElseThrow()).get("run");
  }

  @Test
  void a_deadline_that_passes_during_the_run_ends_with_6_and_no_go() {
    home.plan(Home.usual("1s").replace("echo made >> made", "sleep 1.2"));

    FatJar.Answer answer = home.emergency().run("execute", "--json").hasCode(6);

    assertThat(PublishedSchema.EXECUTE.problems(answer.stdout())).isEmpty();
    assertThat(Home.parsed(answer.stdout()))
        .containsEntry("decision", "NO-GO")
        .containsEntry("exitCode", 6L);
    home.emergency().run("execute").hasCode(6).says("--fresh");
  }
}
