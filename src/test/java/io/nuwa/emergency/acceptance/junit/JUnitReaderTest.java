package io.nuwa.emergency.acceptance.junit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JUnitReaderTest {
  private static final String TWO =
      "<testsuite name='s'><testcase classname='c' name='a'/><testcase classname='c' name='b'>"
          + "<failure message='no'/></testcase></testsuite>";

  @TempDir Path folder;

  @Test
  void an_empty_file_is_a_problem_with_a_position() throws IOException {
    assertThat(read("").problem())
        .hasValueSatisfying(p -> assertThat(p).startsWith("line 1, column 1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 20, 60, 100, 132})
  void a_truncated_file_is_a_problem_wherever_it_was_cut(int length) throws IOException {
    JUnitFile file = read(TWO.substring(0, length));
    assertThat(file.problem()).hasValueSatisfying(p -> assertThat(p).startsWith("line 1, column "));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no xml at all",
        "{\"json\": true}",
        "<html><body>502 Bad Gateway</body></html>",
        "<Catch2TestRun name='x'/>",
        "<testsuite><testcase name='a'></testsuite>",
        "<testsuite/><testsuite/>",
        "<testsuite><testcase name='a' name='b'/></testsuite>",
        "<testsuite><testcase name='&nope;'/></testsuite>",
        "<testsuite><system-out>\u0001</system-out></testsuite>"
      })
  void garbage_is_a_problem(String garbage) throws IOException {
    assertThat(read(garbage).problem()).isPresent();
  }

  @Test
  void bytes_that_are_no_text_are_a_problem() throws IOException {
    Path path = folder.resolve("bytes.xml");
    Files.write(path, new byte[] {(byte) 0x1f, (byte) 0x8b, 8, 0, (byte) 0xff, (byte) 0xfe, 0, 0});
    assertThat(reader().read(path).problem()).isPresent();
    Files.write(
        path, "<testsuite>\n\n<testcase name='\u00e4'/>".getBytes(StandardCharsets.ISO_8859_1));
    assertThat(reader().read(path).problem())
        .hasValueSatisfying(p -> assertThat(p).startsWith("line 3"));
  }

  @Test
  void a_file_that_went_away_is_a_problem() {
    assertThat(reader().read(folder.resolve("gone.xml")).problem()).isPresent();
  }

  @Test
  void no_other_file_is_ever_read() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "top secret");
    JUnitFile file =
        read(
            "<!DOCTYPE testsuite [<!ENTITY x SYSTEM '"
                + secret.toUri()
                + "'>]>"
                + "<testsuite><testcase name='a'><failure>&x;</failure></testcase></testsuite>");
    assertThat(file.problem()).hasValueSatisfying(p -> assertThat(p).contains("refused"));
    assertThat(file.toString()).doesNotContain("top secret");
  }

  @Test
  void a_billion_laughs_are_refused() throws IOException {
    var text = new StringBuilder("<!DOCTYPE testsuite [<!ENTITY l0 'ha'>");
    for (int i = 1; i < 10; i++) {
      text.append("<!ENTITY l%d '%s'>".formatted(i, ("&l" + (i - 1) + ";").repeat(10)));
    }
    text.append("]><testsuite><testcase name='&l9;'/></testsuite>");
    assertThat(read(text.toString()).problem())
        .hasValueSatisfying(p -> assertThat(p).contains("refused"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16", "GBK", "ISO-8859-1"})
  void other_encodings_are_read(String name) throws IOException {
    Charset charset = Charset.forName(name);
    String word = name.startsWith("ISO") ? "Größe" : "销售额";
    Path path = folder.resolve("encoded.xml");
    String text =
        "<?xml version='1.0' encoding='%s'?><testsuite><testcase name='%s'/></testsuite>"
            .formatted(name, word);
    Files.write(path, text.getBytes(charset));
    JUnitFile file = reader().read(path);
    assertThat(file.problem()).isEmpty();
    assertThat(file.cases()).extracting(TestCase::name).containsExactly(word);
  }

  @Test
  void a_byte_order_mark_does_no_harm() throws IOException {
    JUnitFile file = read("\ufeff<?xml version='1.0' encoding='UTF-8'?>" + TWO);
    assertThat(file.problem()).isEmpty();
    assertThat(file.cases()).hasSize(2);
  }

  @Test
  void a_namespace_changes_nothing() throws IOException {
    JUnitFile file = read(TWO.replace("<testsuite ", "<testsuite xmlns='urn:junit' "));
    assertThat(file.cases())
        .extracting(TestCase::last)
        .containsExactly(Outcome.PASSED, Outcome.FAILED);
  }

  @Test
  void cases_and_suites_without_names_are_counted() throws IOException {
    JUnitFile file =
        read("<testsuites><testsuite><testcase/></testsuite><testcase name='x'/></testsuites>");
    assertThat(file.cases()).hasSize(2);
  }

  @Test
  void a_count_that_is_no_number_is_left_alone() throws IOException {
    JUnitFile file = read(TWO.replace("name='s'", "name='s' tests='many' time='NaN'"));
    assertThat(file.problem()).isEmpty();
    assertThat(file.remarks()).isEmpty();
  }

  @Test
  void a_failure_inside_of_another_element_of_a_case_is_noise() throws IOException {
    JUnitFile file =
        read(
            "<testsuite><testcase name='a'><system-out><failure/></system-out>"
                + "<properties><property name='p'><error/></property></properties>"
                + "</testcase></testsuite>");
    assertThat(file.cases()).extracting(TestCase::last).containsExactly(Outcome.PASSED);
  }

  @Test
  void a_huge_file_is_read_in_little_memory() throws IOException {
    Path path = folder.resolve("huge.xml");
    String noise = "x".repeat(100_000);
    try (Writer writer = Files.newBufferedWriter(path)) {
      writer.write("<testsuites><testsuite name='s'>");
      for (int i = 0; i < 600; i++) {
        writer.write("<testcase name='t" + i + "'><failure message='" + i + "'>" + noise);
        writer.write("</failure></testcase>");
      }
      writer.write("</testsuite></testsuites>");
    }
    JUnitFile file = reader().read(path);
    assertThat(file.problem()).isEmpty();
    assertThat(file.cases()).hasSize(600);
    assertThat(file.cases()).allSatisfy(c -> assertThat(c.message()).hasSizeLessThan(1000));
  }

  @Test
  void many_cases_are_read() throws IOException {
    var text = new StringBuilder("<testsuite tests='50000'>");
    for (int i = 0; i < 50_000; i++) {
      text.append("<testcase classname='c' name='t").append(i).append("' time='0.1'/>");
    }
    JUnitFile file = read(text.append("</testsuite>").toString());
    assertThat(file.problem()).isEmpty();
    assertThat(TestResults.of(List.of(file)).passed()).isEqualTo(50_000);
  }

  private JUnitFile read(String text) throws IOException {
    return reader().read(Files.writeString(folder.resolve("report.xml"), text));
  }

  private static JUnitReader reader() {
    return new JUnitReader();
  }
}
