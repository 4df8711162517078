package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class UsageIT {
  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void writePlan() {
    home = Home.withPlan(folder);
  }

  @Test
  void help_names_every_command_and_every_exit_code() {
    FatJar.Answer help = home.emergency().run("--help").hasCode(0);

    assertThat(help.stdout())
        .contains("execute", "status", "report", "guide", "plan", "generate-completion")
        .contains("0 ", "1 ", "2 ", "3 ", "4 ", "5 ", "6 ", "130, 143");
    assertThat(help.stderr()).isEmpty();
    assertThat(home.emergency().run("execute", "--help").hasCode(0).stdout())
        .contains("--dry-run", "--fresh", "--plan", "--json", "--yes", "--home", "--lang");
  }

  @Test
  void version_says_what_was_built() {
    assertThat(home.emergency().run("--version").hasCode(0).stdout())
        .matches("emergency \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void no_class_in_the_jar_is_too_old_for_an_aot_cache() throws Exception {
    int classes = 0;
    try (var jar = new JarFile(FatJar.JAR.toFile())) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        if (entry.getName().endsWith(".class")) {
          try (var bytes = new DataInputStream(jar.getInputStream(entry))) {
            bytes.skipNBytes(6);
            // Java 6 was the first with stack maps; caches refuse what needs the older verifier.
            assertThat(bytes.readUnsignedShort()).as(entry.getName()).isGreaterThanOrEqualTo(50);
            classes++;
          }
        }
      }
    }
    assertThat(classes).isGreaterThan(1000);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          excute              | 'excute'      | did you mean 'execute'?
          execute --freshh    | '--freshh'    | did you mean '--fresh'?
          plan valdate        | 'valdate'     | did you mean 'validate'?
          execute B-3         | 'B-3'         | did you mean 'B-1'?
          status --lang zhh   | 'zhh'         | did you mean 'zh'?
          status --color allways | 'allways'  | did you mean 'always'?
          execute --plan      | '--plan'      | emergency execute --help
          ''                  | command       | emergency --help
          plan                | command       | emergency plan --help
          status --watch --json | --watch     | leave out --json
          status x            | 'x'           | emergency status --help
          monitor --json      | --once        | has no end
          monitor --daemon --once | --once    | choose one
          monitor --interval 0 | '0'          | such as 6h
          report small-1      | --verify      | emergency report --verify small-1
          report --formt html | '--formt'     | did you mean '--format'?
          guide --chek        | '--chek'      | did you mean '--check'?
          report --verfy      | '--verfy'     | did you mean '--verify'?
          """)
  void a_wrong_word_is_named_with_the_next_step_and_ends_with_2(
      String words, String thing, String next) {
    String[] arguments = words.isEmpty() ? new String[0] : words.split(" ");

    FatJar.Answer answer = home.emergency().run(arguments).hasCode(2).says(thing, next);

    assertThat(answer.stderr().lines()).allSatisfy(l -> assertThat(l).startsWith("emergency: "));
    if (words.contains("--json")) {
      assertThat(PublishedSchema.ERROR.problems(answer.stdout())).isEmpty();
    } else {
      assertThat(answer.stdout()).isEmpty();
    }
    assertThat(home.memory()).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource({"execute --json --bogus", "execute --json B-9", "status --json --home nowhere"})
  void a_wrong_word_is_one_json_document_too(String words) {
    FatJar.Answer answer = home.emergency().run(words.split(" ")).hasCode(2);

    assertThat(PublishedSchema.ERROR.problems(answer.stdout())).isEmpty();
    assertThat(Home.parsed(answer.stdout())).containsEntry("exitCode", 2L);
    assertThat(answer.stderr()).startsWith("emergency: ");
  }

  @Test
  void a_home_that_is_missing_is_named() {
    home.emergency()
        .with("EMERGENCY_HOME", folder.resolve("away").toString())
        .run("status")
        .hasCode(2)
        .complains("away", "--home", "create it");
  }

  @Test
  void completion_is_a_script_that_bash_understands() throws IOException, InterruptedException {
    Path script = folder.resolve("completion");
    String text = home.emergency().run("generate-completion").hasCode(0).stdout();
    Files.writeString(script, text);

    assertThat(text).contains("--dry-run", "validate", "--verify");
    assertThat(new ProcessBuilder("bash", "-n", script.toString()).start().waitFor()).isZero();
  }

  @Test
  void debug_shows_where_a_fault_came_from() {
    FatJar.Answer answer = home.emergency().run("status", "--debug", "--plan", "away.yaml");

    assertThat(answer.hasCode(3).stderr()).contains("away.yaml", "\tat io.nuwa.emergency.");
  }

  @Test
  void a_name_that_java_cannot_open_in_this_locale_comes_with_the_locale_that_can() {
    home.emergency()
        .with("LC_ALL", "C")
        .run("status", "--home", "部署")
        .hasCode(2)
        .complains("set LC_ALL=C.UTF-8");
  }
}
