package io.nuwa.emergency.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComposeReaderTest {
  @TempDir Path scratch;
  private Path folder;

  @BeforeEach
  void shop() throws IOException {
    folder = Files.createDirectories(scratch.resolve("My.Shop"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private ComposeProject read() {
    return read(Map.of());
  }

  private ComposeProject read(Map<String, String> given) {
    return ComposeReader.read(
        new ComposeRequest(
            folder,
            List.of(folder.resolve("compose.yaml")),
            name -> Optional.ofNullable(given.get(name)),
            List.of()));
  }

  private static List<String> ports(ComposeService service) {
    return service.ports().stream()
        .map(
            port ->
                port.address()
                    + " "
                    + port.first()
                    + (port.isFixed() || port.last() == 0 ? "" : "-" + port.last())
                    + ">"
                    + port.target()
                    + "/"
                    + port.protocol())
        .toList();
  }

  @Test
  void the_environment_file_beside_gives_name_profiles_and_values() throws Exception {
    write(".env", "WEB_PORT=9000\nCOMPOSE_PROJECT_NAME=shop\nCOMPOSE_PROFILES=tools,more\n");
    write(
        "compose.yaml",
        """
        name: other
        services:
          web: {image: "a:1", ports: ["127.0.0.1:${WEB_PORT:-8000}:80"]}
          tool: {image: "a:1", profiles: [tools]}
          rare: {image: "a:1", profiles: [rare]}
        """);

    ComposeProject project = read();

    assertThat(project.name()).isEqualTo("shop");
    assertThat(project.started()).extracting(ComposeService::name).containsExactly("web", "tool");
    assertThat(project.services().get("web").ports().getFirst().first()).isEqualTo(9000);
    assertThat(project.services().get("web").ports().getFirst().variable()).contains("WEB_PORT");
  }

  @Test
  void what_is_given_wins_over_the_environment_file() throws Exception {
    write(".env", "WEB_PORT=9000\n");
    write("compose.yaml", "services: {web: {image: \"a:1\", ports: [\"${WEB_PORT}:80\"]}}");

    assertThat(ports(read(Map.of("WEB_PORT", "9100")).services().get("web")))
        .containsExactly(" 9100>80/tcp");
  }

  @Test
  void a_project_is_called_after_the_file_or_the_folder() throws Exception {
    write("compose.yaml", "services: {web: {image: \"a:1\"}}");
    assertThat(read().name()).isEqualTo("myshop");
    write("compose.yaml", "name: from-${X:-file}\nservices: {web: {image: \"a:1\"}}");
    assertThat(read().name()).isEqualTo("from-file");
  }

  @Test
  void included_files_bring_services_with_their_own_values() throws Exception {
    write(
        "compose.yaml",
        """
        include: [db.yaml, {path: sub/queue.yaml, env_file: queue.env}]
        services: {web: {image: "a:1"}}
        """);
    write("db.yaml", "services: {db: {image: \"b:1\", ports: [\"127.0.0.1:5432:5432\"]}}");
    write("sub/queue.yaml", "services: {queue: {image: \"c:${TAG}\"}}");
    write("queue.env", "TAG=7\n");

    ComposeProject project = read();

    assertThat(project.services()).containsOnlyKeys("db", "queue", "web");
    assertThat(project.services().get("queue").image()).contains("c:7");
    assertThat(project.publisher(5432)).contains("db");
  }

  @Test
  void files_that_include_each_other_are_refused() throws Exception {
    write("compose.yaml", "include: [a.yaml]");
    write("a.yaml", "include: [b.yaml]");
    write("b.yaml", "include: [a.yaml]");
    assertThatThrownBy(this::read)
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("b.yaml:1:11: includes a file that includes it");
  }

  @Test
  void a_service_has_what_it_extends() throws Exception {
    write(
        "compose.yaml",
        """
        services:
          web:
            extends: {file: base.yaml, service: web}
            ports: ["127.0.0.1:8001:81"]
          second: {extends: web}
        """);
    write(
        "base.yaml",
        """
        services:
          web:
            image: a:1
            healthcheck: {test: [CMD, check]}
            ports: ["127.0.0.1:8000:80"]
        """);

    ComposeProject project = read();

    assertThat(project.services().get("web").image()).contains("a:1");
    assertThat(ports(project.services().get("second")))
        .containsExactly("127.0.0.1 8000>80/tcp", "127.0.0.1 8001>81/tcp");
    assertThat(project.services().get("second").checksHealth()).isTrue();
  }

  @Test
  void an_override_beside_the_usual_file_counts_as_in_a_start_by_hand() throws Exception {
    write("compose.yaml", "services: {web: {image: \"a:1\", ports: [\"127.0.0.1:8000:80\"]}}");
    write(
        "compose.override.yaml",
        """
        services:
          web: {image: "a:2", ports: ["127.0.0.1:8443:443", "127.0.0.1:8000:80"]}
          cache: {image: "c:1"}
        """);

    ComposeProject project = read();

    assertThat(project.services()).containsOnlyKeys("web", "cache");
    assertThat(project.services().get("web").image()).contains("a:2");
    assertThat(ports(project.services().get("web")))
        .containsExactly("127.0.0.1 8000>80/tcp", "127.0.0.1 8443>443/tcp");
  }

  @Test
  void an_override_can_take_away_and_replace() throws Exception {
    write(
        "compose.yaml",
        """
        services:
          web:
            image: a:1
            healthcheck: {test: [CMD, check], interval: 1m30s}
            ports: ["127.0.0.1:8000:80"]
            profiles: [x]
        """);
    write(
        "compose.override.yaml",
        """
        services:
          web:
            healthcheck: {test: [CMD, other]}
            ports: !override ["127.0.0.1:8001:80"]
            profiles: !reset []
        """);

    ComposeService web = read().services().get("web");

    assertThat(ports(web)).containsExactly("127.0.0.1 8001>80/tcp");
    assertThat(web.profiles()).isEmpty();
    assertThat(web.health().orElseThrow().test()).containsExactly("CMD", "other");
    assertThat(web.health().orElseThrow().interval()).contains(Duration.ofSeconds(90));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "8000:80"                           | [' 8000>80/tcp']
          "127.0.0.2:8000:80"                 | ['127.0.0.2 8000>80/tcp']
          "[::1]:8001:81"                     | ['::1 8001>81/tcp']
          "8000-8001:80-81/udp"               | [' 8000>80/udp', ' 8001>81/udp']
          "8000-8010:80"                      | [' 8000-8010>80/tcp']
          "80"                                | [' 0>80/tcp']
          "127.0.0.1::80"                     | ['127.0.0.1 0>80/tcp']
          "${X:-127.0.0.1:13306}:3306"        | ['127.0.0.1 13306>3306/tcp']
          {target: 80, published: "8000", host_ip: "::1"} | ['::1 8000>80/tcp']
          """)
  void ports_keep_their_address_and_protocol(String port, String expected) throws Exception {
    write("compose.yaml", "services: {web: {image: \"a:1\", ports: [" + port + "]}}");
    assertThat(ports(read().services().get("web")))
        .map(text -> "'" + text + "'")
        .hasToString(expected);
  }

  @Test
  void replicas_providers_and_what_ends_are_told_apart() throws Exception {
    write(
        "compose.yaml",
        """
        services:
          idle: {image: "a:1", deploy: {replicas: 0}}
          idle2: {image: "a:1", scale: 0}
          many: {image: "a:1", deploy: {replicas: 3}}
          tunnel: {provider: {type: cloud}}
          migrate: {image: "a:1"}
          seed: {image: "a:1", restart: "no"}
          worker: {image: "a:1", restart: on-failure, ports: ["127.0.0.1:1:1"]}
          web: {image: "a:1", depends_on: {migrate: {condition: service_completed_successfully}}}
        """);

    Map<String, ComposeService> services = read().services();

    assertThat(services.values())
        .extracting(one -> one.name() + " " + one.containers() + " " + one.oneShot())
        .containsExactly(
            "idle 0 false",
            "idle2 0 false",
            "many 3 false",
            "tunnel 0 false",
            "migrate 1 true",
            "seed 1 true",
            "worker 1 false",
            "web 1 false");
    assertThat(services.get("web").dependsOn())
        .containsExactly(Map.entry("migrate", "service_completed_successfully"));
  }

  @Test
  void images_are_those_that_start_each_once() throws Exception {
    write(
        "compose.yaml",
        """
        services:
          a: {image: "localhost/x:${TAG:-dev}"}
          b: {image: "localhost/x:dev"}
          c: {image: grafana, profiles: [grafana]}
          d: {image: built, build: .}
        """);

    assertThat(read().images(List.of())).containsExactly("localhost/x:dev");
    assertThat(read().images(List.of("grafana"))).containsExactly("localhost/x:dev", "grafana");
  }

  @Test
  void a_service_that_the_file_lacks_is_named_with_the_nearest_one() throws Exception {
    write("compose.yaml", "services: {prometheus: {image: x}}");
    Failure failure = read().missing(List.of("promethes"), "stack/compose.yaml").orElseThrow();

    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary())
        .contains("'promethes' is no service of stack/compose.yaml", "prometheus");
  }

  @Test
  void a_file_that_is_not_there_is_named() {
    assertThatThrownBy(this::read).hasMessage("compose.yaml:1:1: there is no such compose file");
  }

  @Test
  void a_variable_that_must_be_set_is_named_with_its_place() throws Exception {
    write("compose.yaml", "services: {web: {image: \"${TAG:?which}\"}}");
    assertThatThrownBy(this::read)
        .hasMessage("compose.yaml:1:25: the variable TAG must be set: which");
  }
}
