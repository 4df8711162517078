package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ReportIT {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void writePlan() {
    home = Home.withPlan(folder);
  }

  @Test
  void a_journal_is_verified_offline_and_nothing_is_changed() {
    home.emergency().run("report", "--verify").hasCode(3).complains("no run was begun here");
    home.emergency().run("execute").hasCode(0);
    Map<String, String> before = home.files();

    FatJar.Answer text = home.emergency().run("report", "--verify").hasCode(0);
    FatJar.Answer json = home.emergency().run("report", "--verify", "--json").hasCode(0);

    assertThat(text.stdout()).contains("journal.jsonl (small-", "✔ everything is as it was");
    assertThat(home.emergency().run("report", "--verify", "--lang", "zh").stdout())
        .contains("✔ 与记录时一致");
    assertThat(PublishedSchema.JOURNAL_VERIFICATION.problems(json.stdout())).isEmpty();
    assertThat(Home.parsed(json.stdout()))
        .containsEntry("sound", true)
        .containsEntry("records", (long) home.events().size())
        .doesNotContainKey("firstBad");
    assertThat(home.files()).isEqualTo(before);
  }

  @Test
  void the_first_bad_line_is_named_with_file_line_and_reason() throws IOException {
    home.emergency().run("execute").hasCode(0);
    String forged = Files.readString(home.journal()).replaceFirst("\"pass\"", "\"warn\"");
    Files.writeString(home.journal(), forged);

    FatJar.Answer text = home.emergency().run("report", "--verify").hasCode(3);
    FatJar.Answer json = home.emergency().run("report", "--verify", "--json").hasCode(3);

    assertThat(text.stdout())
        .containsPattern("promptx/memory/journal.jsonl:\\d+: the first bad line: its hash")
        .contains("✖ not everything");
    assertThat(PublishedSchema.JOURNAL_VERIFICATION.problems(json.stdout())).isEmpty();
    assertThat(Home.parsed(json.stdout())).containsEntry("sound", false).containsKey("firstBad");
    assertThat(home.journal()).hasContent(forged);
  }

  @Test
  void evidence_that_is_gone_is_named_and_an_earlier_run_can_be_asked_for() throws IOException {
    home.emergency().run("execute").hasCode(0);
    Path evidence;
    try (var found = Files.list(home.memory().resolve("evidence"))) {
      evidence = found.findFirst().orElseThrow();
    }
    home.emergency().run("execute", "--fresh", "--yes").hasCode(0);
    Files.delete(evidence);
    String earlier = home.inMemory("journal-").getFirst().getFileName().toString();

    FatJar.Answer json = home.emergency().run("report", "--verify", earlier, "--json").hasCode(3);

    assertThat(PublishedSchema.JOURNAL_VERIFICATION.problems(json.stdout())).isEmpty();
    assertThat(json.stdout()).contains(evidence.getFileName().toString(), "is not there");
    home.emergency().run("report", "--verify", "away").hasCode(3).complains("'away'", earlier);
  }
}
