package io.nuwa.emergency.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class KnownSignaturesTest {
  private static final List<String> SOURCES = List.of("engine", "program", "file");

  static Stream<Arguments> texts() {
    return SOURCES.stream()
        .flatMap(
            source ->
                KnownSignatures.read(source).stream()
                    .flatMap(
                        known ->
                            known.texts().stream()
                                .map(
                                    text -> Arguments.of(source, known.signature().kind(), text))));
  }

  @ParameterizedTest(name = "{0}: {1}: {2}")
  @MethodSource("texts")
  void every_text_gets_the_class_under_which_it_stands(
      String source, FailureClass kind, String text) {
    assertThat(KnownSignatures.of(source).classify("s", text).kind()).isEqualTo(kind);
  }

  @Test
  void every_signature_was_seen_somewhere() {
    for (String source : SOURCES) {
      assertThat(KnownSignatures.read(source))
          .allSatisfy(
              known -> {
                assertThat(known.texts()).as(known.signature().pattern().pattern()).isNotEmpty();
                assertThat(known.signature().source()).isNotBlank();
              });
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "port | 54648 | pasta failed with exit code 1: Failed to bind port 54648 (Address already"
            + " in use) for option '-t 54648-54648:8000-8000'",
        "port | 8000 | listen tcp4 127.0.0.1:8000: bind: address already in use",
        "network | sigrec-ext | RuntimeError: External network [sigrec-ext] does not exists",
        "image | localhost/x:1 | initializing source docker://localhost/x:1: pinging container"
            + " registry localhost",
        "socket | /run/podman.sock | dial unix /run/podman.sock: connect: no such file or"
            + " directory",
      })
  void what_a_remedy_needs_is_read_out_of_the_text(String detail, String value, String text) {
    assertThat(KnownSignatures.of("engine").classify("s", text).details())
        .containsEntry(detail, value);
  }

  @Test
  void podman_missing_systemd_is_not_taken_for_a_missing_engine() {
    String text =
        """
        time="2026-11-22T13:05:46Z" level=error msg="unable to get systemd connection to add \
        healthchecks: dial unix /run/systemd/private: connect: no such file or directory"
        api: cannot start, and nobody has ever seen this text
        """;
    assertThat(KnownSignatures.of("engine").classify("s", text).kind())
        .isEqualTo(FailureClass.UNKNOWN);
  }

  @Test
  void an_unknown_source_is_named() {
    assertThatThrownBy(() -> KnownSignatures.of("engines"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'engines'");
  }
}
