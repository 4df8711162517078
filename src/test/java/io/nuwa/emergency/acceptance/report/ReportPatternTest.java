package io.nuwa.emergency.acceptance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReportPatternTest {
  @TempDir Path home;

  @BeforeEach
  void lay_out() throws IOException {
    write("logs/tests/a.xml");
    write("logs/tests/b.XML");
    write("logs/tests/notes.txt");
    write("logs/tests/deep/er/c.xml");
    write("logs/tests/earlier/old.xml");
    write("logs/other.xml");
    write("pom.xml");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "logs/tests/*.xml | a.xml",
        "./logs//tests/*.xml | a.xml",
        "logs/tests/* | a.xml b.XML",
        "logs/tests | a.xml b.XML c.xml",
        "logs/tests/ | a.xml b.XML c.xml",
        "logs/tests/**/*.xml | a.xml c.xml",
        "logs/**/c.xml | c.xml",
        "logs/tests/{a,c}.xml | a.xml",
        "logs/tests/a.xml | a.xml",
        "logs/tests/deep/*/*.xml | c.xml",
        "logs/none/*.xml | ''",
        "logs/tests/none.xml | ''",
        "logs/tests/*.txt | ''",
      })
  void finds_reports(String pattern, String names) throws IOException {
    List<String> found =
        ReportPattern.of(home, pattern).files().stream()
            .map(p -> p.getFileName().toString())
            .toList();
    assertThat(found).containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(" "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "../*.xml", "logs/../../*.xml", "/etc/*.xml", "a/**/../b.xml", "a/[.xml"})
  void refuses_what_leads_out_of_the_home_folder_or_makes_no_sense(String pattern) {
    assertThatThrownBy(() -> ReportPattern.of(home, pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void reports_of_cases_run_alone_are_no_results_of_the_suite() throws Exception {
    Files.createDirectories(home.resolve("build/alone/deep"));
    Path alone = Files.writeString(home.resolve("build/alone/deep/a.xml"), "<testsuite/>");
    Path suite = Files.writeString(home.resolve("build/s.xml"), "<testsuite/>");
    ReportPattern pattern = ReportPattern.of(home, "build/**/*.xml");
    assertThat(pattern.files()).containsExactly(suite.toRealPath());
    assertThat(pattern.alone().files()).containsExactly(alone.toRealPath());
    assertThat(pattern.setAside()).isEqualTo(1);
    assertThat(alone).exists();
  }

  @Test
  void sets_aside_only_what_matches() throws IOException {
    ReportPattern pattern = ReportPattern.of(home, "logs/tests/**/*.xml");
    assertThat(pattern.setAside()).isEqualTo(2);
    assertThat(pattern.files()).isEmpty();
    assertThat(home.resolve("logs/tests/earlier/a.xml")).exists();
    assertThat(home.resolve("logs/tests/earlier/deep/er/c.xml")).exists();
    assertThat(home.resolve("logs/tests/earlier/old.xml")).doesNotExist();
    assertThat(home.resolve("logs/tests/notes.txt")).exists();
    assertThat(home.resolve("logs/tests/b.XML")).exists();
    assertThat(home.resolve("logs/other.xml")).exists();
    assertThat(home.resolve("pom.xml")).exists();
  }

  @Test
  void keeps_the_earlier_ones_when_there_is_nothing_to_set_aside() throws IOException {
    ReportPattern pattern = ReportPattern.of(home, "logs/tests");
    pattern.setAside();
    assertThat(pattern.setAside()).isZero();
    assertThat(home.resolve("logs/tests/earlier/a.xml")).exists();
  }

  @Test
  void follows_no_link_out_of_the_folder() throws IOException {
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.writeString(outside.resolve("x.xml"), "<testsuite/>");
    Files.createSymbolicLink(home.resolve("logs/tests/linked"), outside);
    Files.createSymbolicLink(home.resolve("logs/tests/x.xml"), outside.resolve("x.xml"));
    ReportPattern pattern = ReportPattern.of(home, "logs/tests/**/x.xml");
    assertThat(pattern.files()).isEmpty();
    assertThat(pattern.setAside()).isZero();
    assertThat(outside.resolve("x.xml")).exists();
  }

  private void write(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<testsuite/>");
  }
}
