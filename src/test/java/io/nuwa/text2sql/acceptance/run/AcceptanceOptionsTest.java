package io.nuwa.text2sql.acceptance.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AcceptanceOptionsTest {
  private static final List<String> NEEDED =
      List.of(
          "--api",
          "http://127.0.0.1:8000",
          "--database",
          "jdbc:postgresql://127.0.0.1:5432/text2sql",
          "--database-user",
          "text2sql",
          "--reports",
          "logs/tests");

  @Test
  void the_whole_suite_reports_to_the_folder_that_was_named() {
    AcceptanceOptions options = AcceptanceOptions.parse(NEEDED);
    assertThat(options.only()).isEmpty();
    assertThat(options.reports()).isEqualTo(Path.of("logs/tests"));
  }

  @Test
  void cases_run_alone_report_to_a_folder_of_their_own() {
    var arguments = new ArrayList<>(NEEDED);
    arguments.addAll(List.of("--only", "T-01 统计去年销售额", "--only", "T-04 citty means city"));
    AcceptanceOptions options = AcceptanceOptions.parse(arguments);
    assertThat(options.only()).containsExactly("T-01 统计去年销售额", "T-04 citty means city");
    assertThat(options.reports()).isEqualTo(Path.of("logs/tests/alone"));
  }
}
