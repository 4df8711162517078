package io.nuwa.emergency.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BriefSecretsTest {
  @Test
  void a_short_secret_is_hidden_as_a_word_and_not_inside_of_others() {
    var redaction = Redaction.of(List.of("read"));

    assertThat(redaction.hide("read, already: reading (read)"))
        .isEqualTo("***, already: reading (***)");
  }

  @Test
  void a_short_secret_is_hidden_behind_an_escape_and_an_option() {
    var redaction = Redaction.of(List.of("hunter"));

    assertThat(redaction.hide("mysql -phunter a%3Dhunter&b \\nhunter \\u003dhunter"))
        .doesNotContain("hunter");
  }

  @Test
  void plain_lines_of_an_environment_file_stay_readable_and_its_secrets_do_not() {
    var redaction =
        Redaction.ofEnvironment(
            Map.of("WEB_PORT", "8080", "USER_NAME", "admin", "DB_PIN", "4711", "DB", "7Kq9x"));

    assertThat(redaction.hide("admin at web on port 8080; 4711 7Kq9x"))
        .isEqualTo("admin at web on port 8080; *** ***");
  }

  @Test
  void a_long_secret_is_hidden_wherever_it_stands() {
    assertThat(Redaction.ofEnvironment(Map.of("OTHER", "correcthorse")).hide("xcorrecthorsex"))
        .isEqualTo("x***x");
  }
}
