package io.nuwa.emergency.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeFileTest {
  @TempDir Path folder;

  @Test
  void images_are_those_that_start_each_once() throws Exception {
    ComposeFile file =
        read(
            """
            services:
              a: {image: "localhost/x:${TAG:-dev}"}
              b: {image: "localhost/x:dev"}
              c: {image: grafana, profiles: [grafana]}
              d: {image: built, build: .}
            """);

    assertThat(file.images(List.of())).containsExactly("localhost/x:dev");
    assertThat(file.images(List.of("grafana"))).containsExactly("localhost/x:dev", "grafana");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "8000:80"                        | 8000
          "127.0.0.1:8000:80/tcp"          | 8000
          "127.0.0.1:${PORT:-1}:${PORT:-1}"| 18000
          {published: 8000, target: 80}    | 8000
          """)
  void the_service_that_publishes_a_port_is_found(String port, int published) throws Exception {
    ComposeFile file = read("services: {web: {image: x, ports: [" + port + "]}}");

    assertThat(file.publisher(published)).contains("web");
    assertThat(file.publisher(80)).isEmpty();
  }

  @Test
  void a_service_that_the_file_lacks_is_named_with_the_nearest_one() throws Exception {
    Failure failure =
        read("services: {prometheus: {image: x}}")
            .missing(List.of("promethes"), "stack/compose.yaml")
            .orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary())
        .contains("'promethes' is no service of stack/compose.yaml", "prometheus");
  }

  @Test
  void a_file_that_is_not_there_is_a_matter_of_configuration() {
    var reading =
        (ComposeFile.Reading.Unreadable) ComposeFile.read(folder.resolve("none.yaml"), Map.of());

    assertThat(reading.failure().kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(reading.failure().summary()).contains("none.yaml");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ${A}        | one
          $A          | one
          $$A         | $A
          ${B}        | ''
          ${B:-two}   | two
          ${E:-two}   | two
          ${E-two}    | ''
          ${A:+yes}   | yes
          x${A}y${B}z | xoneyz
          """)
  void variables_read_as_compose_reads_them(String text, String expected) {
    assertThat(new Interpolation(Map.of("A", "one", "E", "")).apply(text)).isEqualTo(expected);
  }

  private ComposeFile read(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("compose.yaml"), text);
    return ((ComposeFile.Reading.Read) ComposeFile.read(file, Map.of("PORT", "18000"))).file();
  }
}
