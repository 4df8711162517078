package io.nuwa.emergency.plan.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.compose.ComposeReader;
import io.nuwa.emergency.compose.ComposeRequest;
import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Words;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ComposeImportTest {
  @TempDir Path home;

  private static final String SHOP =
      """
      name: My Shop
      services:
        web:
          image: registry.example/shop/web:1.2
          ports:
            - "127.0.0.1:${WEB_PORT:-8000}:80"
          depends_on: [db]
          healthcheck:
            test: ["CMD", "curl", "-f", "http://localhost/health?deep=1"]
        db:
          image: postgres:16
          ports:
            - {target: 5432, published: "5432", host_ip: 127.0.0.1}
          healthcheck: {test: pg_isready}
          volumes: [data:/var/lib/postgresql/data, ./init:/init:ro]
        admin:
          image: adminer:4
          profiles: [tools]
          healthcheck: {test: "true"}
      volumes:
        data: {}
      """;

  @Test
  void writes_a_plan_that_the_reader_accepts() {
    Plan plan = plan(SHOP);
    assertThat(plan.name()).isEqualTo("myshop");
    assertThat(plan.ports()).containsExactly(Map.entry("web", 8000), Map.entry("db", 5432));
    assertThat(plan.stack().orElseThrow().services()).containsExactly("web", "db");
    assertThat(plan.stack().orElseThrow().composeFile()).isEqualTo("deploy/compose.yaml");
    assertThat(plan.stack().orElseThrow().environment())
        .containsExactly(Map.entry("WEB_PORT", "${port.web}"));
    assertThat(plan.blockers()).extracting(Blocker::id).containsExactly("B-1");
    assertThat(plan.blockers().getFirst().gates())
        .extracting(gate -> gate.id() + " " + gate.success() + " / " + gate.alert())
        .containsExactly("containers == 2 / < 2", "ports == 2 / < 2", "http-web == 200 / != 200");
  }

  @Test
  void asks_from_outside_what_the_health_check_asks_inside() {
    Gate gate = plan(SHOP).blockers().getFirst().gates().getLast();
    assertThat(((Words.Written) gate.settings()).texts())
        .containsEntry("url", List.of("http://127.0.0.1:${port.web}/health?deep=1"));
  }

  @Test
  void finds_nothing_wrong_in_a_good_file() {
    assertThat(findings(SHOP)).isEmpty();
  }

  @Test
  void names_services_that_only_start_when_asked() {
    assertThat(imported(SHOP).plan()).contains("compose starts them only when asked: admin");
  }

  @Test
  void writes_comments_that_become_a_valid_plan_when_their_marks_are_taken_away() {
    String text = imported(SHOP).plan();
    int tests = text.indexOf("  # - id: B-2");
    int end = text.indexOf("\n\n", tests);
    String second = text.substring(tests, end).replace("  # ", "  ");
    Plan plan = read(text.substring(0, tests) + second + text.substring(end));
    assertThat(plan.blockers()).extracting(Blocker::id).containsExactly("B-1", "B-2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "8000:80"                          | {p=8000}
          "127.0.0.1:8000:80"                | {p=8000}
          "[::1]:8000:80"                    | {p=8000}
          "8000:80/tcp"                      | {p=8000}
          "8000:80/udp"                      | {}
          "80"                               | {}
          "3000-3002"                        | {}
          "127.0.0.1::80"                    | {}
          "3000-3002:4000-4002"              | {p-4000=3000, p-4001=3001, p-4002=3002}
          "${A:-8000}:80"                    | {p=8000}
          "${A-8000}:${B:-80}"               | {p=8000}
          "${A:-${B:-8000}}:80"              | {p=8000}
          "${ALL:-8000:80}"                  | {p=8000}
          "${HOST:-127.0.0.1}:8000:80"       | {p=8000}
          "${A}:80"                          | {}
          "$A:80"                            | {}
          "70000:80"                         | {}
          "web:80"                           | {}
          {target: 80, published: 8000}      | {p=8000}
          {target: 80, published: "8000-8001"} | {}
          {target: 80, published: "${A:-8000}", protocol: tcp} | {p=8000}
          {target: 80, published: 8000, protocol: udp} | {}
          {target: 80}                       | {}
          """)
  void reads_ports_in_every_syntax_of_compose(String port, String expected) {
    Plan plan = plan("services:\n  p:\n    image: a:1\n    ports:\n      - " + port + "\n");
    assertThat(plan.ports()).hasToString(expected);
    assertThat(plan.blockers().getFirst().gates()).hasSize(expected.equals("{}") ? 1 : 2);
  }

  @Test
  void names_the_first_of_a_port_that_is_published_twice() {
    String text =
        """
        services:
          a:
            image: a:1
            healthcheck: {test: x}
            ports: ["127.0.0.1:8000:80"]
          b:
            image: b:1
            healthcheck: {test: x}
            ports: ["127.0.0.1:8000:81", "127.0.0.1:8000:53/udp", "127.0.0.2:8000:82"]
        """;
    assertThat(findings(text))
        .containsExactly(
            "deploy/compose.yaml:9:13: port 8000 is published twice: first by 'a', at"
                + " deploy/compose.yaml:5:13");
    assertThat(plan(text).ports()).containsExactly(Map.entry("a", 8000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"8000:80\"", "\"0.0.0.0:8000:80\"", "{target: 80, published: 8000}"})
  void names_a_port_that_everybody_can_reach(String port) {
    String text =
        "services:\n  a:\n    image: a:1\n    healthcheck: {test: x}\n    ports: [" + port + "]\n";
    assertThat(findings(text))
        .containsExactly(
            "deploy/compose.yaml:5:13: port 8000 of 'a' is published on all interfaces;"
                + " 127.0.0.1:8000:80 keeps it on this machine");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "healthcheck: {disable: true}", "healthcheck: {test: [NONE]}"})
  void names_a_service_whose_health_nobody_can_tell(String check) {
    assertThat(findings("services:\n  a:\n    image: a:1\n    " + check + "\n"))
        .singleElement()
        .asString()
        .startsWith("deploy/compose.yaml:2:3: 'a' has no healthcheck here");
  }

  @ParameterizedTest
  @CsvSource({
    "a:latest, true",
    "a, true",
    "registry:5000/a, true",
    "a:1.2, false",
    "registry:5000/a:1, false",
    "a@sha256:00, false",
    "${IMAGE:-a:1}, false",
    "a:${TAG:-latest}, true"
  })
  void names_an_image_that_is_another_one_tomorrow(String image, boolean named) {
    List<String> findings =
        findings("services:\n  a:\n    healthcheck: {test: x}\n    image: \"" + image + "\"\n");
    assertThat(findings.stream().anyMatch(finding -> finding.contains("tomorrow")))
        .isEqualTo(named);
  }

  @Test
  void names_what_is_used_and_not_there_with_its_place() {
    String text =
        """
        service: {}
        services:
          web:
            image: a:1
            healthcheck: {test: x}
            depends_on:
              databse: {condition: service_healthy}
            networks: [front, default]
            secrets: [token]
            volumes:
              - dta:/data
              - ./here:/there
              - ${HOME}/x:/y
              - /anonymous
              - {type: volume, source: more, target: /more}
          database:
            image: b:1
            healthcheck: {test: x}
          nothing:
            healthcheck: {test: x}
        volumes: {data: {}}
        x-mine: 1
        """;
    assertThat(findings(text))
        .containsExactly(
            "deploy/compose.yaml:1:1: compose does not know 'service' here; did you mean"
                + " 'services'?",
            "deploy/compose.yaml:7:7: 'web' depends on 'databse', which is not here; did you mean"
                + " 'database'?",
            "deploy/compose.yaml:8:16: 'front' is used and not declared under 'networks' at the"
                + " top",
            "deploy/compose.yaml:9:15: 'token' is used and not declared under 'secrets' at the top",
            "deploy/compose.yaml:11:9: 'dta' is used and not declared under 'volumes' at the top;"
                + " did you mean 'data'?",
            "deploy/compose.yaml:15:9: 'more' is used and not declared under 'volumes' at the top;"
                + " known: data",
            "deploy/compose.yaml:19:3: 'nothing' has neither image nor build");
  }

  @Test
  void reads_anchors_and_merge_keys() {
    String text =
        """
        x-base: &base
          image: a:1
          healthcheck: {test: x}
        services:
          one: {<<: *base, ports: ["127.0.0.1:1001:1"]}
          two: {<<: *base, ports: ["127.0.0.1:1002:1"]}
        """;
    assertThat(findings(text)).isEmpty();
    assertThat(plan(text).ports()).containsExactly(Map.entry("one", 1001), Map.entry("two", 1002));
  }

  @Test
  void quotes_names_that_yaml_would_misread() {
    String text =
        "services:\n  'yes': {image: a:1, ports: ['127.0.0.1:81:80'], healthcheck:"
            + " {test: 'wget http://localhost/'}}\n  '007': {image: a:1}\n  'null': {image: b:1}\n";
    assertThat(plan(text).stack().orElseThrow().services()).containsExactly("yes", "007", "null");
  }

  @Test
  void leaves_out_what_a_plan_cannot_name_and_says_so() {
    String text = "services:\n  _x: {image: a:1}\n  y: {image: a:1}\n";
    assertThat(plan(text).stack().orElseThrow().services()).containsExactly("y");
    assertThat(findings(text)).anyMatch(finding -> finding.contains("'_x' is left out"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a: 1", "services: []", "services: {}", "services: {a: {profiles: [x]}}"})
  void refuses_a_file_that_starts_nothing(String text) {
    assertThatThrownBy(() -> imported(text))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageStartingWith("deploy/compose.yaml:1:");
  }

  @Test
  void survives_values_of_any_shape() {
    String text =
        """
        services:
          a: null
          b: 5
          c: {image: [x], ports: 5, healthcheck: 7, volumes: {q: 1}, depends_on: 3, networks: x}
          d: {ports: [[1], null, {}], image: {x: 1}, healthcheck: {test: {a: b}}}
        """;
    assertThat(plan(text).stack().orElseThrow().services()).containsExactly("a", "b", "c", "d");
    assertThat(findings(text)).isNotEmpty();
  }

  private ComposeImport imported(String text) {
    try {
      Path file = Files.createDirectories(home.resolve("deploy")).resolve("compose.yaml");
      Files.writeString(file, text);
      return ComposeImport.of(
          "deploy/compose.yaml",
          ComposeReader.read(
              new ComposeRequest(home, List.of(file), _ -> Optional.empty(), List.of())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Plan plan(String text) {
    return read(imported(text).plan());
  }

  private static Plan read(String plan) {
    return PlanReader.read("plan.yaml", plan, Words.week2());
  }

  private List<String> findings(String text) {
    return imported(text).findings().stream().map(Problem::toString).toList();
  }
}
