package io.nuwa.emergency.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentFileTest {
  private static Map<String, String> read(String text) throws Exception {
    return EnvironmentFile.read(
        text, name -> name.equals("OUTSIDE") ? Optional.of("far") : Optional.empty());
  }

  @Test
  void values_are_those_that_compose_gives_to_containers() throws Exception {
    String text =
        """
        # comment
        PLAIN=abcdefgh
        DQ="quoted value"
        SQ='single $quoted'
        COMMENT=value123 # a comment
        DQCOMMENT="value456" # a comment
        HASH=abc#def
        export EXPORTED=exported1
        SPACED = spaced12
        DOLLAR=pa$$word
        ESC="tab\\tend"
        RAW=a\\tb
        EMPTY=
        NOTHING= # only a comment
        EQ=a=b=c12345
        REF=${PLAIN}xyz
        DEFAULT=${NONE:-usual}
        FAR="$OUTSIDE/x"
        COLON: yaml
        OUTSIDE
        LONG="two
        lines"
        """;
    assertThat(read(text + "LAST=crlf-value\r\n"))
        .containsExactly(
            Map.entry("PLAIN", "abcdefgh"),
            Map.entry("DQ", "quoted value"),
            Map.entry("SQ", "single $quoted"),
            Map.entry("COMMENT", "value123"),
            Map.entry("DQCOMMENT", "value456"),
            Map.entry("HASH", "abc#def"),
            Map.entry("EXPORTED", "exported1"),
            Map.entry("SPACED", "spaced12"),
            Map.entry("DOLLAR", "pa$word"),
            Map.entry("ESC", "tab\tend"),
            Map.entry("RAW", "a\\tb"),
            Map.entry("EMPTY", ""),
            Map.entry("NOTHING", ""),
            Map.entry("EQ", "a=b=c12345"),
            Map.entry("REF", "abcdefghxyz"),
            Map.entry("DEFAULT", "usual"),
            Map.entry("FAR", "far/x"),
            Map.entry("COLON", "yaml"),
            Map.entry("OUTSIDE", "far"),
            Map.entry("LONG", "two\nlines"),
            Map.entry("LAST", "crlf-value"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"A=1\nB=\"hidden", "A=1\nhidden value", "A=1\nB=${hidden"})
  void a_broken_line_is_named_without_its_value(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOfSatisfying(
            EnvironmentFile.BrokenException.class, broken -> assertThat(broken.line()).isEqualTo(2))
        .message()
        .doesNotContain("hidden");
  }
}
