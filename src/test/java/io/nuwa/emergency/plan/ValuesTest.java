package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ValuesTest {
  private final Values values =
      new Values(
          Map.of("port.api", "8000", "engine.host", "", "odd", "a$1\\b"),
          Map.of("PASSWORD", "hunter2"));

  @Test
  void fills_in_facts_and_secrets() {
    assertThat(values.resolve("http://u:${secret.PASSWORD}@h:${port.api}/${port.api}"))
        .isEqualTo("http://u:hunter2@h:8000/8000");
  }

  @Test
  void leaves_alone_what_is_no_template() {
    assertThat(values.resolve("$HOME ${X:-1} ${} $${port.api}"))
        .isEqualTo("$HOME ${X:-1} ${} $8000");
  }

  @Test
  void takes_values_literally() {
    assertThat(values.resolve("${odd}${engine.host}")).isEqualTo("a$1\\b");
  }

  @Test
  void names_what_stands_for_nothing() {
    assertThatThrownBy(() -> values.resolve("${port.none}"))
        .isInstanceOf(MissingValueException.class)
        .hasMessage("'${port.none}' stands for nothing here");
    assertThatThrownBy(() -> values.resolve("${secret.NONE}"))
        .hasMessage("no line for NONE in the stack's environment-file; write it there");
  }

  @Test
  void shows_a_reader_no_secret_and_no_guess() {
    assertThat(values.readable("${secret.PASSWORD} ${port.api} ${later} ${secret.NONE}"))
        .isEqualTo("*** 8000 ${later} ***");
    assertThat(values).asString().doesNotContain("hunter2");
  }

  @Test
  void lets_changed_facts_win_and_keeps_the_rest() {
    Values changed = values.with(Map.of("port.api", "18000", "engine", "podman"));
    assertThat(changed.port("api")).isEqualTo(18000);
    assertThat(changed.fact("engine")).contains("podman");
    assertThat(changed.resolve("${secret.PASSWORD}")).isEqualTo("hunter2");
    assertThat(values.port("api")).isEqualTo(8000);
    assertThat(values.fact("engine")).isEmpty();
  }
}
