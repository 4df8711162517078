package io.nuwa.emergency.observe.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TargetsTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void reads_what_prometheus_2_42_answers() throws IOException {
    Targets targets = recorded();
    assertThat(targets.list())
        .extracting(Target::job)
        .containsExactly("mcp-exporter", "prometheus");
    Target down = targets.list().getFirst();
    assertThat(down.up()).isFalse();
    assertThat(down.instance()).isEqualTo("127.0.0.1:39101");
    assertThat(down.interval()).contains(Duration.ofSeconds(1));
    assertThat(down.lastScrape()).contains(Instant.parse("2026-11-22T10:04:20.080750393Z"));
    assertThat(targets.notUp()).containsExactly(down);
  }

  @Test
  void a_job_without_a_target_is_missing() throws IOException {
    assertThat(recorded().missing(Expected.named(List.of("prometheus", "text2sql"))))
        .containsExactly("text2sql");
  }

  @Test
  void the_failure_names_job_instance_and_last_error() throws IOException {
    var failure =
        recorded().failure("http://p:9090", Expected.named(List.of("text2sql"))).orElseThrow();
    assertThat(failure.kind()).isEqualTo(FailureClass.TARGET_DOWN);
    assertThat(failure.summary())
        .contains("mcp-exporter (127.0.0.1:39101) is down", "connection refused")
        .contains("text2sql has no target")
        .contains("1 of 2 targets UP");
    assertThat(failure.details())
        .containsEntry("job", "mcp-exporter")
        .containsEntry("instance", "127.0.0.1:39101")
        .containsEntry("missing", "text2sql")
        .containsEntry("services", "127.0.0.1")
        .containsEntry("prometheus", "http://p:9090");
  }

  @Test
  void a_target_that_was_never_scraped_is_not_up() throws IOException {
    var node =
        JSON.readTree(
            """
            {"activeTargets":[{"labels":{"job":"a","instance":"b:1"},"health":"unknown",
             "lastError":"","lastScrape":"0001-01-01T00:00:00Z","scrapeInterval":"15s"}]}\
            """);
    Target target = Targets.read(node).list().getFirst();
    assertThat(target.up()).isFalse();
    assertThat(target.lastScrape()).isEmpty();
    assertThat(target.readable()).isEqualTo("a (b:1) is not scraped yet");
  }

  @Test
  void a_token_in_a_scrape_address_is_not_repeated() throws IOException {
    var node =
        JSON.readTree(
            """
            {"activeTargets":[{"labels":{"job":"a","instance":"b:1"},"health":"down","lastError":
             "Get \\"http://u:pw@b:1/m?token=s3cret\\": refused"}]}\
            """);
    Targets targets = Targets.read(node);
    assertThat(targets.readable(Expected.named(List.of())) + targets.evidence().text())
        .contains("refused")
        .doesNotContain("s3cret")
        .doesNotContain("pw@");
  }

  private static Targets recorded() throws IOException {
    try (var stream = TargetsTest.class.getResourceAsStream("/prometheus/targets-one-down.json")) {
      return Targets.read(JSON.readTree(stream).path("data"));
    }
  }
}
