package io.nuwa.emergency.observe.scrape;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.FailedCallException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigurationTextTest {
  private static final String USERS =
      """
      # by hand, 2024
      global:
        scrape_interval: 15s   # slow

      scrape_configs:  # what we watch
          # the server
          - job_name: 'prometheus'
            static_configs:
              - targets: ["localhost:9090"]
      alerting:
        alertmanagers: []
      """;

  private final ScrapeJob job = Jobs.inConfiguration("p.yml", true, "mcp-exporter:9101");

  @Test
  void adds_a_marked_block_and_keeps_every_other_byte() throws FailedCallException {
    ConfigurationText changed = text(USERS).with(job);
    assertThat(changed.lists(job)).isTrue();
    assertThat(changed.has("prometheus")).isTrue();
    assertThat(changed.without(Jobs.JOB).text()).isEqualTo(USERS);
    assertThat(changed.text()).contains("    - job_name: \"mcp-exporter\"\n");
  }

  @Test
  void does_nothing_when_the_job_is_there_already() throws FailedCallException {
    ConfigurationText changed = text(USERS).with(job);
    assertThat(changed.with(job)).isEqualTo(changed);
    ScrapeJob users = new ScrapeJob("prometheus", job.place(), job.targets(), job.labels());
    assertThat(text(USERS).with(users).text()).isEqualTo(USERS);
  }

  @Test
  void brings_its_own_block_up_to_date_where_it_stands() throws FailedCallException {
    ScrapeJob moved = Jobs.inConfiguration("p.yml", true, "mcp-exporter:19101");
    ConfigurationText both = text(USERS).with(job).with(named("other"));
    ConfigurationText changed = both.with(moved);
    assertThat(changed.lists(moved)).isTrue();
    assertThat(changed.text())
        .isEqualTo(both.text().replace("mcp-exporter:9101", "mcp-exporter:19101"));
  }

  @Test
  void a_changed_label_alone_counts_as_different() throws FailedCallException {
    ScrapeJob labelled =
        new ScrapeJob(Jobs.JOB, job.place(), job.targets(), java.util.Map.of("team", "week-2"));
    ConfigurationText plain = text(USERS).with(job);
    assertThat(plain.lists(labelled)).isFalse();
    assertThat(plain.with(labelled).lists(labelled)).isTrue();
  }

  @Test
  void names_that_begin_alike_do_not_meet() throws FailedCallException {
    ConfigurationText both = text(USERS).with(named("mcp-exporter.two")).with(job);
    assertThat(both.without(Jobs.JOB).has("mcp-exporter.two")).isTrue();
    assertThat(both.without("mcp-exporter.two").has(Jobs.JOB)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "global: {scrape_interval: 1s}\n",
        "global: {scrape_interval: 1s}",
        "scrape_configs:",
        "scrape_configs:\nglobal: {}\n",
        "scrape_configs:\n- job_name: a\n  static_configs: [{targets: [b]}]\n",
        "scrape_configs:\n  -\n    job_name: a\n",
        "global: {}\r\nscrape_configs:\r\n  - job_name: a\r\n"
      })
  void finds_a_place_in_every_layout(String users) throws FailedCallException {
    ConfigurationText changed = text(users).with(job);
    assertThat(changed.lists(job)).isTrue();
    assertThat(changed.text()).startsWith(users.substring(0, users.indexOf(':')));
    assertThat(changed.text().replace("\r\n", "").contains("\r")).isFalse();
    assertThat(changed.text().lines().count()).isGreaterThan(users.lines().count());
  }

  @Test
  void keeps_the_line_ends_of_the_file() throws FailedCallException {
    String changed = text("scrape_configs:\r\n  - job_name: a\r\n").with(job).text();
    assertThat(changed.replace("\r\n", "")).doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"scrape_configs: []\n", "scrape_configs: [{job_name: a}]\n", "{global: {}}\n"})
  void leaves_a_layout_alone_that_has_no_place_and_says_what_to_add(String users) {
    var failed = catchThrowableOfType(FailedCallException.class, () -> text(users).with(job));
    assertThat(failed.failure().kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failed).hasMessageContaining("was left as it is");
    assertThat(failed.failure().evidence()).contains("job_name: \"mcp-exporter\"");
  }

  @Test
  void a_broken_file_is_left_alone_and_its_place_named() {
    var failed =
        catchThrowableOfType(
            FailedCallException.class, () -> text("scrape_configs:\n  - [\n").with(job));
    assertThat(failed).hasMessageContaining("p.yml:").hasMessageContaining("mend it first");
  }

  @Test
  void a_label_cannot_break_out_of_its_quotes() throws FailedCallException {
    var nasty =
        new ScrapeJob(
            Jobs.JOB,
            job.place(),
            job.targets(),
            java.util.Map.of("a", "x\"\n  - job_name: evil # \\"));
    ConfigurationText changed = text(USERS).with(nasty);
    assertThat(changed.has("evil")).isFalse();
    assertThat(changed.lists(nasty)).isTrue();
  }

  private ScrapeJob named(String name) {
    return new ScrapeJob(name, job.place(), java.util.List.of("other:1"), job.labels());
  }

  private static ConfigurationText text(String text) {
    return new ConfigurationText("p.yml", text);
  }
}
