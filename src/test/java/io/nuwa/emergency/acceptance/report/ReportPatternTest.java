package io.nuwa.emergency.acceptance.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
    write("logs/tests/alone/d.xml");
    write("logs/tests/earlier/e.xml");
    write("promptx/memory/suites/B-1/t/earlier/old.xml");
    write("logs/other.xml");
    write("pom.xml");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "logs/tests/*.xml | a.xml b.XML",
        "./logs//tests/*.xml | a.xml b.XML",
        "././logs/./tests/*.XML | a.xml b.XML",
        "logs/tests/* | a.xml b.XML",
        "logs/tests | a.xml b.XML c.xml d.xml e.xml",
        "logs/tests/ | a.xml b.XML c.xml d.xml e.xml",
        "logs/tests/**/*.xml | a.xml b.XML c.xml d.xml e.xml",
        "logs/**/c.xml | c.xml",
        "**/logs/**/er/**/*.xml | c.xml",
        "**/*.xml | a.xml b.XML c.xml d.xml e.xml other.xml pom.xml",
        "logs/tests/{a,c}.xml | a.xml",
        "logs/tests/[a-b].xml | a.xml b.XML",
        "logs/tests/[!a].xml | b.XML",
        "logs/tests/?.xml | a.xml b.XML",
        "logs/tests/a.xml | a.xml",
        "logs/tests/deep/*/*.xml | c.xml",
        "logs/none/*.xml | ''",
        "logs/tests/none.xml | ''",
      })
  void finds_reports(String pattern, String names) throws IOException {
    List<String> found =
        ReportPattern.of(home, pattern).list().reports().stream()
            .map(p -> p.getFileName().toString())
            .toList();
    assertThat(found).containsExactlyInAnyOrder(names.isEmpty() ? new String[0] : names.split(" "));
  }

  @Test
  void the_home_folder_may_be_spelt_out() throws IOException {
    assertThat(ReportPattern.of(home, home + "/logs/*.xml").list().reports()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "../*.xml",
        "logs/../../*.xml",
        "/etc/*.xml",
        "a/**/../b.xml",
        "a/[.xml",
        "a/{b.xml",
        "logs/tests/*.txt",
        "logs/*.xml.gz"
      })
  void refuses_what_leads_out_of_the_home_folder_or_makes_no_sense(String pattern) {
    assertThatThrownBy(() -> ReportPattern.of(home, pattern))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void what_fits_and_is_no_file_is_named() throws IOException {
    Path outside = Files.createDirectory(home.resolve("outside"));
    Files.writeString(outside.resolve("x.xml"), "<testsuite/>");
    Files.createSymbolicLink(home.resolve("logs/tests/linked"), outside);
    Files.createSymbolicLink(home.resolve("logs/tests/x.xml"), outside.resolve("x.xml"));
    Files.createSymbolicLink(home.resolve("logs/tests/nowhere.xml"), Path.of("gone.xml"));
    Files.createDirectory(home.resolve("logs/tests/folder.xml"));
    assertThat(unread("logs/tests/**/*.xml"))
        .containsExactlyInAnyOrder(
            "linked a link", "x.xml a link", "nowhere.xml a link", "folder.xml a folder");
    assertThat(unread("logs/tests/*.xml"))
        .containsExactlyInAnyOrder("x.xml a link", "nowhere.xml a link", "folder.xml a folder");
    assertThat(unread("logs/tests/a*.xml")).isEmpty();
  }

  @Test
  void a_link_that_hides_no_report_is_no_trouble() throws IOException {
    Files.createDirectories(home.resolve("elsewhere/notes"));
    Files.writeString(home.resolve("elsewhere/notes/n.txt"), "n");
    Files.createSymbolicLink(home.resolve("logs/tests/elsewhere"), home.resolve("elsewhere"));
    Files.createSymbolicLink(home.resolve("logs/tests/latest"), Path.of("deep"));
    Files.createSymbolicLink(home.resolve("logs/tests/latest.xml"), Path.of("a.xml"));
    ReportPattern pattern = ReportPattern.of(home, "logs/tests/**/*.xml");
    assertThat(pattern.list().unread()).isEmpty();
    assertThat(pattern.list().reports()).hasSize(5);

    // The same link hides what its own name does not fit.
    assertThat(unread("logs/tests/l*/er/*.xml")).containsExactly("latest a link");
    new SuiteStore(home.resolve("promptx/memory/suites/B-1/t")).setAside(pattern);
    assertThat(home.resolve("logs/tests/latest.xml").toFile()).doesNotExist();
    assertThat(Files.isSymbolicLink(home.resolve("logs/tests/latest.xml"))).isFalse();
  }

  @Test
  void a_link_behind_a_link_and_a_loop_are_named() throws IOException {
    Files.createDirectories(home.resolve("far"));
    Files.createSymbolicLink(home.resolve("far/loop"), home.resolve("far"));
    Files.createSymbolicLink(home.resolve("logs/tests/far"), home.resolve("far"));
    assertThat(unread("logs/tests/**/*.xml")).containsExactly("far a link");
  }

  @Test
  void a_file_of_another_name_in_place_of_the_folder_is_named() throws IOException {
    assertThat(unread("logs/tests/notes.txt"))
        .containsExactly("notes.txt a file whose name does not end with .xml");
  }

  @Test
  @Timeout(20)
  void a_pipe_is_named_and_never_opened() throws Exception {
    assertThat(
            new ProcessBuilder("mkfifo", home.resolve("logs/tests/p.xml").toString())
                .start()
                .waitFor())
        .isZero();
    assertThat(unread("logs/tests/*.xml")).containsExactly("p.xml no regular file");
  }

  @Test
  void a_report_beyond_any_sensible_size_is_named() throws IOException {
    try (var file = new RandomAccessFile(home.resolve("logs/tests/big.xml").toFile(), "rw")) {
      file.setLength(600L * 1024 * 1024);
    }
    assertThat(unread("logs/tests/*.xml"))
        .containsExactly("big.xml longer than the 512 MiB that are read of a report");
  }

  @Test
  void another_spelling_of_a_folder_is_the_same_folder() throws IOException {
    Files.createSymbolicLink(home.resolve("latest"), home.resolve("logs/tests"));
    ReportPattern pattern = ReportPattern.of(home, "logs/tests/*.xml");
    assertThat(ReportPattern.of(home, "latest/*.xml").list()).isEqualTo(pattern.list());
    assertThat(ReportPattern.of(home, "latest/*.xml").meets(pattern)).isTrue();
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "logs/tests/*.xml, logs/tests, true",
    "logs/tests/*.xml, ./logs//tests/, true",
    "logs/**/*.xml, logs/e2e/*.xml, true",
    "logs/TEST-*.xml, logs/*-e2e.xml, true",
    "logs/unit.xml, logs/*.xml, true",
    "logs/unit.xml, logs/unit.XML, true",
    "'logs/{unit,e2e}/*.xml', logs/e2e/a.xml, true",
    "**/target/**/*.xml, shop/target/r.xml, true",
    "logs/unit/*.xml, logs/e2e/*.xml, false",
    "logs/unit-*.xml, logs/e2e-*.xml, false",
    "logs/*.xml, logs/e2e/*.xml, false",
    "logs/[ab].xml, logs/c.xml, false",
    "logs/[ab].xml, logs/b.xml, true",
    "logs/unit, logs/unit2, false",
    "logs/unit, logs/unit/sub, true",
  })
  void tells_whether_two_patterns_can_fit_one_file(String one, String two, boolean meet) {
    ReportPattern first = ReportPattern.of(home, one);
    ReportPattern second = ReportPattern.of(home, two);
    assertThat(first.meets(second)).isEqualTo(meet);
    assertThat(second.meets(first)).isEqualTo(meet);
  }

  @Test
  void sets_aside_only_what_matches() throws IOException {
    Files.createSymbolicLink(home.resolve("logs/tests/link.xml"), home.resolve("pom.xml"));
    var store = new SuiteStore(home.resolve("promptx/memory/suites/B-1/t"));
    assertThat(store.setAside(ReportPattern.of(home, "logs/tests/*.xml"))).isEqualTo(3);
    assertThat(ReportPattern.of(home, "logs/tests/*.xml").list().isEmpty()).isTrue();
    assertThat(store.folder().resolve("earlier/a.xml")).exists();
    assertThat(store.folder().resolve("earlier/old.xml")).doesNotExist();
    for (String left : List.of("notes.txt", "deep/er/c.xml", "alone/d.xml", "earlier/e.xml")) {
      assertThat(home.resolve("logs/tests").resolve(left)).exists();
    }
    assertThat(home.resolve("logs/other.xml")).exists();
    assertThat(home.resolve("pom.xml")).exists();
  }

  @Test
  void keeps_the_earlier_ones_when_there_is_nothing_to_set_aside() throws IOException {
    var store = new SuiteStore(home.resolve("promptx/memory/suites/B-1/t"));
    store.setAside(ReportPattern.of(home, "logs/tests"));
    assertThat(store.setAside(ReportPattern.of(home, "logs/tests"))).isZero();
    assertThat(store.folder().resolve("earlier/a.xml")).exists();
  }

  private List<String> unread(String pattern) throws IOException {
    return ReportPattern.of(home, pattern).list().unread().stream()
        .map(one -> one.path().getFileName() + " " + one.what())
        .toList();
  }

  private void write(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<testsuite/>");
  }
}
