package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class ReportIT {
  private static final String GUIDE = "promptx/emergency-execution-guide.md";
  private static final String SHIPPED_GUIDE = "scripts/emergency-execution-guide.md";

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

  @Test
  void a_report_says_what_the_journal_bears_out_in_each_format() throws IOException {
    home.emergency().run("execute").hasCode(0);
    Map<String, String> before = home.files();

    FatJar.Answer json = home.emergency().run("report", "--json").hasCode(0);
    FatJar.Answer same = home.emergency().run("report", "--format", "json").hasCode(0);
    FatJar.Answer markdown = home.emergency().run("report", "--lang", "zh").hasCode(0);
    assertThat(home.files()).isEqualTo(before);
    home.emergency().run("report", "--output", "out/r.html").hasCode(0);

    assertThat(PublishedSchema.REPORT.problems(json.stdout())).isEmpty();
    assertThat(PublishedSchema.REPORT.problems(same.stdout())).isEmpty();
    assertThat(Home.parsed(json.stdout()))
        .containsEntry("decision", "GO")
        .containsEntry("records", (long) home.events().size());
    assertThat(markdown.stdout()).startsWith("# Small – 执行报告").contains("B-2 Second");
    assertThat(home.text("out/r.html"))
        .startsWith("<!DOCTYPE html>")
        .contains("href=\"../promptx/memory/evidence/")
        .endsWith("</html>\n");
  }

  @Test
  void a_report_can_be_had_before_a_run_and_from_a_damaged_journal() throws IOException {
    FatJar.Answer none = home.emergency().run("report", "--json").hasCode(0);
    assertThat(PublishedSchema.REPORT.problems(none.stdout())).isEmpty();
    assertThat(Home.parsed(none.stdout())).containsEntry("records", 0L).doesNotContainKey("run");

    home.emergency().run("execute").hasCode(0);
    Files.writeString(
        home.journal(), Files.readString(home.journal()) + "{\"torn", StandardCharsets.UTF_8);
    FatJar.Answer torn = home.emergency().run("report", "--json").hasCode(0);
    assertThat(PublishedSchema.REPORT.problems(torn.stdout())).isEmpty();
    assertThat(Home.parsed(torn.stdout()).get("warnings").toString())
        .contains("is damaged at line");
  }

  @Test
  void what_does_not_go_together_is_a_fault_of_usage() {
    home.emergency().run("report", "small-1").hasCode(2).complains("--verify");
    home.emergency().run("report", "--format", "pdf").hasCode(2).complains("--format");
    String both = home.emergency().run("report", "--json", "--format", "html").hasCode(2).stderr();
    assertThat(both).contains("--json prints");
    home.emergency().run("report", "--output", "number/r.md").hasCode(4).says("cannot write");
  }

  @Test
  void the_guide_is_written_checked_and_refused_when_its_markers_are_gone() throws IOException {
    String guide = GUIDE;
    home.emergency().run("guide", "--check").hasCode(1);
    home.emergency().run("guide").hasCode(0);
    home.emergency().run("guide", "--check").hasCode(0);
    home.put(guide, "mine first\n" + home.text(guide) + "mine last");
    home.emergency().run("execute").hasCode(0);
    home.emergency().run("guide", "--check").hasCode(1);
    home.emergency().run("guide").hasCode(0);
    assertThat(home.text(guide))
        .startsWith("mine first\n")
        .endsWith("mine last")
        .contains("决策: GO");

    home.put(guide, "no markers\n");
    home.emergency().run("guide").hasCode(3).complains("emergency:state:begin", "left as it is");
    home.emergency().run("guide", "--check").hasCode(3);
    assertThat(home.text(guide)).isEqualTo("no markers\n");
  }

  @Test
  void the_shipped_guide_shows_the_shipped_plan_before_any_run() throws IOException {
    Assumptions.assumeFalse(
        Files.exists(Path.of("promptx/memory/journal.jsonl")), "a watch here shows its own run");
    Home shipped = shipped("before-any-run");

    shipped.emergency().run("guide", "--check").hasCode(0);
    assertThat(shipped.text(SHIPPED_GUIDE)).contains("尚无运行记录");
  }

  @Test
  void the_shipped_guide_says_what_a_fresh_one_says_around_the_state() throws IOException {
    Home shipped = shipped("around-the-state");

    shipped.emergency().run("guide", "--output", "fresh.md").hasCode(0);
    assertThat(outside(shipped.text(SHIPPED_GUIDE)))
        .as("remove %s and run 'emergency guide' in a clean clone", SHIPPED_GUIDE)
        .isEqualTo(outside(shipped.text("fresh.md")));
  }

  private Home shipped(String name) throws IOException {
    return new Home(Files.createDirectory(folder.resolve(name)))
        .put("promptx/plan.yaml", Files.readString(Path.of("promptx/plan.yaml")))
        .put(SHIPPED_GUIDE, Files.readString(Path.of(SHIPPED_GUIDE)));
  }

  @Test
  void pictures_are_taken_by_hand_and_stand_in_the_report() throws IOException {
    home.plan(Home.usual("2h") + "pictures: {browser: none, pages: [{id: own, url: panel}]}\n");
    home.emergency().run("execute").hasCode(0);

    FatJar.Answer taken = home.emergency().run("report", "--pictures").hasCode(0);
    assertThat(taken.stdout()).matches("logs/screenshots/\\d{8}T\\d{6}Z-by-hand-own\\.png\\n");
    String report = home.emergency().run("report", "--json").hasCode(0).stdout();
    assertThat(report).contains(taken.stdout().strip());
    assertThat(PublishedSchema.REPORT.problems(report)).isEmpty();

    home.plan(
        Home.usual("2h")
            + "pictures: {browser: none, pages: [{id: far, url: 'http://127.0.0.1:1/'}]}\n");
    FatJar.Answer json =
        home.emergency().run("report", "--pictures", "--json", "--occasion", "failure-B-1");
    assertThat(PublishedSchema.PICTURES.problems(json.hasCode(4).stdout())).isEmpty();
    assertThat(json.stdout()).contains("failure-B-1-far.panel.png").contains("\"panel\"");
    json.says("far: no Chromium");
    home.emergency().run("report", "--pictures", "--occasion", "../x").hasCode(2);
    home.emergency().run("report", "--pictures", "--output", "x.md").hasCode(2);
  }

  /** A guide without what stands between its markers. */
  private static String outside(String guide) {
    String begin = "<!-- emergency:state:begin -->\n";
    String end = "<!-- emergency:state:end -->";
    return guide.substring(0, guide.indexOf(begin)) + guide.substring(guide.indexOf(end));
  }
}
