package io.nuwa.emergency.drill.suite;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.drill.scene.OwnCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadSuiteTest {
  private static final Instant NOW = Instant.parse("2025-06-16T12:00:00Z");

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(value = SuiteKind.class, mode = EnumSource.Mode.EXCLUDE, names = "FLAKY")
  void a_jar_of_it_runs_like_the_suite_and_writes_what_its_kind_writes(SuiteKind kind)
      throws IOException, InterruptedException {
    Process process = run(kind);
    assertThat(process.exitValue()).isEqualTo(kind == SuiteKind.FAILING ? 1 : 0);
    Path report = folder.resolve("reports/TEST-drill.xml");
    String text = Files.readString(report);
    switch (kind) {
      case YESTERDAY ->
          assertThat(Files.getLastModifiedTime(report).toInstant())
              .isBefore(Instant.now().minus(Duration.ofHours(23)));
      case ZERO -> assertThat(text).contains("tests=\"0\"").doesNotContain("<testcase");
      case TRUNCATED -> assertThat(text).contains("<testcase").doesNotContain("</testsuite>");
      case FAILING -> assertThat(text.split("<failure", -1)).hasSize(Report.FAILING + 1);
      case TOUCHED -> {
        assertThat(Files.getLastModifiedTime(report).toInstant())
            .isAfter(Instant.now().minus(Duration.ofMinutes(2)));
        assertThat(text).doesNotContain("timestamp=\"" + LocalDate.now(ZoneId.systemDefault()));
      }
      case SKIPPING -> {
        assertThat(text.split("<skipped", -1)).hasSize(Report.CASES);
        assertThat(text).contains("failures=\"0\"", "skipped=\"39\"").doesNotContain("<failure");
      }
      case SAME_NAMES -> {
        assertThat(text).doesNotContain("<failure");
        assertThat(Files.readString(folder.resolve("reports/TEST-first.xml")).split("<failure", -1))
            .hasSize(Report.CASES + 1);
      }
      case CONTRADICTING -> assertThat(text).contains("failures=\"12\"").doesNotContain("<failure");
      case LINKED -> {
        assertThat(text).doesNotContain("<failure");
        Path link = folder.resolve("reports/TEST-link.xml");
        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(link)).contains("<failure");
      }
      case FLAKY -> throw new AssertionError("runs the real suite");
    }
  }

  /** It would change the reports of the suite otherwise, and that is another fault. */
  @Test
  void single_cases_are_reported_apart() throws IOException, InterruptedException {
    assertThat(run(SuiteKind.FAILING, "--only", "case 1").exitValue()).isEqualTo(1);
    assertThat(folder.resolve("reports/alone/TEST-drill.xml")).isRegularFile();
    assertThat(folder.resolve("reports/TEST-drill.xml")).doesNotExist();
  }

  private Process run(SuiteKind kind, String... more) throws IOException, InterruptedException {
    Path jar = folder.resolve("suite.jar");
    SuiteJar.write(jar, kind, OwnCode.place(), folder.resolve("real.jar"));
    var words =
        new ArrayList<String>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-jar",
                jar.toString(),
                "acceptance",
                "--reports",
                folder.resolve("reports").toString()));
    words.addAll(List.of(more));
    Process process = new ProcessBuilder(words).inheritIO().start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return process;
  }

  @Test
  void a_flaky_one_has_failed_before() throws IOException {
    Report.write(SuiteKind.FLAKY, folder, NOW);
    assertThat(Files.readString(folder.resolve("TEST-drill.xml")).split("<failure", -1))
        .hasSize(Report.FAILING + 1);
  }
}
