package io.nuwa.emergency.cli;

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
final class StatusIT {
  private static final String ESCAPE = "\u001b[";

  /** As the first system wrote it. */
  private static final String FIRST_SYSTEM =
      """
      {"blocker": "B-1", "status": "resolved", "resolved_at": "2025-06-16 20:00:03",
       "resolved_by": "emergency-executor", "verified": true}
      """;

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void writePlan() {
    home = Home.withPlan(folder);
  }

  private Map<String, Object> json(String... more) {
    String[] words = List.of("status", "--json", "--color=never").toArray(new String[0]);
    if (more.length > 0) {
      words = (String.join(" ", words) + " " + String.join(" ", more)).split(" ");
    }
    String json = home.emergency().run(words).hasCode(0).stdout();
    assertThat(PublishedSchema.STATUS.problems(json)).isEmpty();
    return Home.parsed(json);
  }

  @Test
  void an_answer_that_the_disk_does_not_take_is_no_success_and_a_reader_may_go_away() {
    for (String words : List.of("status --json", "status", "report --json", "--help")) {
      FatJar jar = home.emergency();
      jar.through("sh", "-c", "exec \"$@\" >/dev/full", "sh")
          .run(words.split(" "))
          .hasCode(4)
          .complains("stdout could not be written");
      FatJar.Answer left =
          jar.through("bash", "-c", "\"$@\" | true; exit ${PIPESTATUS[0]}", "bash")
              .run(words.split(" "))
              .hasCode(0);
      assertThat(left.stderr()).as(words).doesNotContain("stdout");
    }
  }

  @Test
  void what_the_first_system_left_is_shown_as_claimed_and_not_verified() {
    home.put("promptx/memory/blocker-B1-status.json", FIRST_SYSTEM);

    assertThat(json()).containsEntry("resolved", 1L).containsEntry("verified", 0L);
    assertThat(json().get("blockers").toString())
        .contains("id=B-1", "status=resolved, verified=false, claimed=true");
    FatJar.Answer panel = home.emergency().run("status", "--exit-code").hasCode(1);
    assertThat(panel.stdout()).contains("0%", "1 more said to be resolved but not verified");
    assertThat(home.text("promptx/memory/blocker-B1-status.json")).isEqualTo(FIRST_SYSTEM);

    home.emergency().run("execute").hasCode(0).says("blocker-B1-status.json", "'claimed'");

    assertThat(home.text("promptx/memory/claimed/blocker-B1-status.json")).isEqualTo(FIRST_SYSTEM);
  }

  @Test
  void a_forged_status_file_is_named_and_not_believed() {
    home.emergency().run("execute", "B-1").hasCode(0);
    String file = "promptx/memory/blocker-B-2-status.json";
    String ours = home.text(file);
    home.put(file, ours.replace("pending", "resolved").replace("false", "true"));

    assertThat(json().get("warnings").toString())
        .contains("blocker-B-2-status.json says B-2 is resolved, the journal says pending");
    home.emergency().run("status", "--exit-code").hasCode(1).says("the file is not believed");

    home.put("number", "1\n").emergency().run("execute", "B-2").hasCode(1);
    assertThat(home.json(file)).containsEntry("status", "failed").containsEntry("verified", false);
  }

  @Test
  void what_verify_measured_is_what_the_next_one_hears() throws IOException {
    home.emergency().run("execute").hasCode(0);
    home.emergency().run("status", "--exit-code").hasCode(0);
    home.put("number", "40\n");

    FatJar.Answer panel = home.emergency().run("status", "--verify", "--exit-code").hasCode(1);

    assertThat(panel.stdout()).contains("measured just now", "cat number printed 40");
    assertThat(json("--verify")).containsEntry("measuredNow", true).containsEntry("verified", 1L);
    assertThat(json()).containsEntry("measuredNow", false).containsEntry("decision", "UNDECIDED");
    home.emergency().run("status", "--exit-code").hasCode(1);
    home.put("number", "42\n");
    assertThat(json("--verify")).containsEntry("decision", "GO");
    home.emergency().run("status", "--exit-code").hasCode(0);
    Files.delete(folder.resolve("made"));
    assertThat(home.emergency().run("status", "--verify").hasCode(0).stdout()).contains("there");
  }

  @Test
  void a_go_that_was_measured_too_long_ago_is_not_proved() {
    home.emergency().run("execute").hasCode(0);

    home.emergency().run("status", "--exit-code", "--max-age", "1h").hasCode(0);
    home.emergency()
        .run("status", "--exit-code", "--max-age", "0")
        .hasCode(1)
        .says("not proved now: the oldest reading was taken");
    home.emergency().run("status", "--max-age", "1h").hasCode(2).complains("add --exit-code");
    home.emergency().run("status", "--exit-code", "--max-age", "1 hour").hasCode(2);
  }

  @Test
  void the_quick_answer_is_the_full_answer() {
    sameEitherWay();
    home.put("promptx/memory/blocker-B1-status.json", FIRST_SYSTEM);
    sameEitherWay();
    home.put("promptx/memory/blocker-B-2-status.json", "{\u001b[31m");
    sameEitherWay();
    home.emergency().run("execute").hasCode(0);
    sameEitherWay();
    home.put("promptx/memory/blocker-B-2-status.json", "{\u001b[31m");
    sameEitherWay();
    home.put("promptx/plan.yaml", "plan: [");
    sameEitherWay();
  }

  /**
   * A program in a folder of its own remembers no plan at first: the answer is the same before and
   * after, whatever was remembered of another plan, or damaged since.
   */
  @Test
  void a_known_plan_is_shown_as_one_that_is_read(@TempDir Path target) throws IOException {
    Path copy = Files.copy(FatJar.JAR, target.resolve("emergency.jar"));
    home.put("promptx/memory/blocker-B1-status.json", FIRST_SYSTEM);
    Map<String, String> before = home.files();
    Path known = target.resolve("emergency.outline");

    String read = copied(copy);
    assertThat(known).isRegularFile();
    String remembered = Files.readString(known);
    assertThat(copied(copy)).isEqualTo(read).contains("\"First\"");
    Files.writeString(known, remembered.replaceFirst("\\{", "["));
    assertThat(copied(copy)).isEqualTo(read);
    assertThat(known).hasContent(remembered);
    assertThat(home.files()).isEqualTo(before);

    home.plan(home.text("promptx/plan.yaml").replace("title: First", "title: Other"));
    assertThat(copied(copy)).isNotEqualTo(read).contains("\"Other\"");
    home.plan(home.text("promptx/plan.yaml") + "unknown: 1\n");
    FatJar.Answer broken = home.emergency().jar(copy).run("status", "--json").hasCode(3);
    assertThat(broken.stdout()).contains("'unknown' is not known here");
  }

  private String copied(Path jar) {
    return timeless(home.emergency().jar(jar).run("status", "--json").hasCode(0).stdout());
  }

  /** A word that the quick way does not know sends the question the full way. */
  private void sameEitherWay() {
    FatJar.Answer quick = home.emergency().run("status", "--json");
    FatJar.Answer full = home.emergency().run("status", "--json", "--color", "never");

    assertThat(timeless(quick.stdout())).isEqualTo(timeless(full.stdout()));
    assertThat(quick.stderr()).isEqualTo(full.stderr());
    assertThat(quick.exitCode()).isEqualTo(full.exitCode());
  }

  private static String timeless(String json) {
    return json.replaceFirst("\"now\" : \"[^\"]+\"", "")
        .replaceAll("\"(elapsed|age)Seconds\" : \\d+", "");
  }

  @Test
  void colour_and_language_are_as_asked_for() {
    FatJar jar = home.emergency();

    assertThat(jar.run("status").stdout()).doesNotContain(ESCAPE).contains("Blockers");
    assertThat(jar.run("status", "--color", "always").stdout()).contains(ESCAPE);
    assertThat(jar.with("NO_COLOR", "1").run("status", "--color", "auto").stdout())
        .doesNotContain(ESCAPE);
    assertThat(jar.run("status", "--lang", "zh").stdout()).contains("阻塞项状态", "待执行");
    assertThat(jar.with("LC_ALL", "zh_CN.UTF-8").run("status").stdout()).contains("阻塞项状态");
  }

  @Test
  void json_is_utf_8_where_no_locale_is_set() {
    home.plan(home.text("promptx/plan.yaml").replace("title: First", "title: 部署验证"));

    for (String way : List.of("auto", "never")) {
      assertThat(
              home.emergency().with("LC_ALL", "C").run("status", "--json", "--color", way).stdout())
          .contains("部署验证");
    }
    assertThat(home.emergency().with("LC_ALL", "C").run("execute", "--json", "部").stdout())
        .contains("\"error\"");
    home.plan("plan: small\n部署: 1\n");
    assertThat(home.emergency().with("LC_ALL", "C").run("status", "--json", "--verify").stdout())
        .contains("'部署' is not known here");
  }
}
