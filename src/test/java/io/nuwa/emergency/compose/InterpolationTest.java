package io.nuwa.emergency.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {
  private static final Map<String, String> KNOWN = Map.of("A", "one", "E", "");

  private static String apply(String text) throws Exception {
    return new Interpolation(name -> Optional.ofNullable(KNOWN.get(name))).apply(text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${A}                  | one
          $A                    | one
          $$A                   | $A
          $${A}                 | ${A}
          ${B}                  | ''
          ${B:-two}             | two
          ${E:-two}             | two
          ${E-two}              | ''
          ${A:+yes}             | yes
          ${E:+yes}             | ''
          ${E+yes}              | yes
          ${A:?must be}         | one
          ${E?must be}          | ''
          ${B:-${C:-deep}}      | deep
          ${B:-${A}/x}y         | one/xy
          ${B:-127.0.0.1:13306}:3306 | 127.0.0.1:13306:3306
          x${A}y${B}z           | xoneyz
          5$ a                  | 5$ a
          a$                    | a$
          """)
  void variables_read_as_compose_reads_them(String text, String expected) throws Exception {
    assertThat(apply(text)).isEqualTo(expected);
  }

  @Test
  void a_variable_that_must_be_set_is_named_with_its_message() {
    assertThatThrownBy(() -> apply("${B:?say which}"))
        .hasMessage("the variable B must be set: say which");
  }

  @ParameterizedTest
  @ValueSource(strings = {"${", "${A", "${}", "${A!x}", "${B:-${C}"})
  void what_compose_refuses_is_refused(String text) {
    assertThatThrownBy(() -> apply(text)).isInstanceOf(Interpolation.RefusedException.class);
  }
}
