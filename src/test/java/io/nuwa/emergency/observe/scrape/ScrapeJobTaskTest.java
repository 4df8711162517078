package io.nuwa.emergency.observe.scrape;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Inputs;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.call.WebDouble;
import io.nuwa.emergency.observe.prometheus.Mark;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScrapeJobTaskTest {
  private static final String FILE = "stack/targets/mcp-exporter.json";

  @TempDir Path home;
  private WebDouble prometheus;

  @BeforeEach
  void start() throws IOException {
    prometheus = new WebDouble();
  }

  @AfterEach
  void stop() {
    prometheus.close();
  }

  @Test
  void has_three_steps_that_say_what_they_would_do() throws Exception {
    var settings =
        Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "mcp-exporter:${port.exporter}"));
    var values = Inputs.ticked().values();
    var steps = new ScrapeJobTask(home, new WebClient()).steps(task(settings), Inputs.plan());
    assertThat(steps).extracting(Step::id).containsExactly("reach", "write", "targets-up");
    assertThat(steps.get(1).intent(values))
        .isEqualTo("write " + FILE + ": mcp-exporter -> mcp-exporter:9101");
    assertThat(home.resolve(FILE)).doesNotExist();
    assertThat(prometheus.asked()).isEmpty();
    run(settings, "write");
    assertThat(steps.get(1).intent(values)).startsWith("leave as it is " + FILE);
  }

  @Test
  void writes_targets_that_everybody_may_read() throws Exception {
    var settings =
        Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "mcp-exporter:${port.exporter}"));
    assertThat(run(settings, "write")).isInstanceOf(StepResult.Done.class);
    Path file = home.resolve(FILE);
    assertThat(Files.readString(file).replaceAll("\\s", ""))
        .isEqualTo(
            "[{\"targets\":[\"mcp-exporter:9101\"],\"labels\":{\"team\":\"week-2\",\"__meta_emergency_mark\":\""
                + mark()
                + "\"}}]");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r--r--");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
        .isEqualTo("rwxr-xr-x");
  }

  @Test
  void leaves_an_equal_file_alone_however_it_is_laid_out() throws Exception {
    Path file = home.resolve(FILE);
    Files.createDirectories(file.getParent());
    String mark = Mark.fresh(file).text();
    String own =
        "[ {\"labels\": {\"__meta_emergency_mark\": \""
            + mark
            + "\", \"team\":\"week-2\"}, \"targets\":[\"a:1\"]} ]";
    Files.writeString(file, own);
    var before = Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class);
    run(Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1")), "write");
    assertThat(Files.readString(file)).isEqualTo(own);
    assertThat(
            Files.readAttributes(file, java.nio.file.attribute.BasicFileAttributes.class).fileKey())
        .isEqualTo(before.fileKey());
  }

  @Test
  void keeps_what_it_replaces_as_evidence() throws Exception {
    Path file = home.resolve(FILE);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "[{\"targets\":[\"old:1\"]");
    var result = run(Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1")), "write");
    assertThat(((StepResult.Done) result).evidence())
        .singleElement()
        .satisfies(evidence -> assertThat(evidence.text()).contains("old:1"));
    assertThat(Files.readString(file)).contains("a:1");
  }

  @Test
  void a_folder_in_place_of_the_file_is_explained() throws Exception {
    Files.createDirectories(home.resolve(FILE));
    assertThat(failure(run(Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1")), "write")))
        .satisfies(failure -> assertThat(failure.summary()).contains("is a folder", "remove it"));
  }

  @Test
  void a_port_that_stands_for_nothing_is_a_matter_of_configuration() throws Exception {
    var settings = Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:${port.nothing}"));
    Failure failure = failure(run(settings, "write"));
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).contains("port.nothing");
  }

  @Test
  void a_mark_that_was_made_for_another_file_is_replaced() throws Exception {
    var settings = Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1"));
    run(settings, "write");
    String copied = mark();
    Path elsewhere = home.resolve("copy").resolve(FILE);
    Files.createDirectories(elsewhere.getParent());
    Files.copy(home.resolve(FILE), elsewhere);
    run(Jobs.settings(prometheus.url(), Jobs.inFile("copy/" + FILE, "a:1")), "write");
    assertThat(Files.readString(elsewhere)).doesNotContain(copied);
    run(settings, "write");
    assertThat(mark()).as("ours stays as it is").isEqualTo(copied);
  }

  @Test
  void waits_until_prometheus_shows_what_was_written_and_not_what_it_had_before() throws Exception {
    var settings = Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1"));
    run(settings, "write");
    targets("up", "old:1", mark());
    targets("up", "a:1", "strange");
    targets("up", "a:1", mark());
    var result = run(settings, "targets-up");
    assertThat(((StepResult.Done) result).summary()).isEqualTo("1 of 1 targets UP after 1s");
  }

  @Test
  void waits_until_every_target_is_up() throws Exception {
    run(Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1")), "write");
    targets("down");
    targets("down");
    targets("up");
    var result = run(Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1")), "targets-up");
    assertThat(((StepResult.Done) result).summary()).isEqualTo("1 of 1 targets UP after 1s");
  }

  @Test
  void gives_up_before_its_time_is_up_and_names_the_target() throws Exception {
    run(Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1")), "write");
    targets("down");
    var settings = Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1"));
    Failure failure = failure(run(settings, "targets-up", Inputs.ticked(Duration.ofSeconds(5))));
    assertThat(failure.kind()).isEqualTo(FailureClass.TARGET_DOWN);
    assertThat(failure.summary())
        .contains("after 3s500ms", "mcp-exporter (x:9101) is down: refused");
  }

  @Test
  void a_server_that_stops_answering_meanwhile_is_not_ready() throws Exception {
    prometheus.when("GET /api/v1/targets", 503, "Service Unavailable");
    var settings = Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1"));
    Failure failure = failure(run(settings, "targets-up", Inputs.ticked(Duration.ofSeconds(3))));
    assertThat(failure.kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(failure.summary()).contains("503", "Service Unavailable");
  }

  @Test
  void says_when_no_job_of_the_configuration_reads_the_file() throws Exception {
    prometheus.when(
        "GET /api/v1/targets", 200, "{\"status\":\"success\",\"data\":{\"activeTargets\":[]}}");
    configuration("scrape_configs:\\n- job_name: other\\n");
    var settings = Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1"));
    Failure failure = failure(run(settings, "targets-up", Inputs.ticked(Duration.ofSeconds(2))));
    assertThat(failure.summary()).contains("has no target", "has no job 'mcp-exporter'");
  }

  @Test
  void reach_waits_for_a_server_that_reads_its_log_and_not_for_a_stranger() throws Exception {
    prometheus.when("GET /-/ready", 503, "Service Unavailable").when("GET /-/ready", 200, "ok");
    prometheus.when(
        "GET /api/v1/status/buildinfo",
        200,
        "{\"status\":\"success\",\"data\":{\"version\":\"2.42.0\"}}");
    var settings = Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:1"));
    assertThat(((StepResult.Done) run(settings, "reach")).summary())
        .isEqualTo("Prometheus at " + prometheus.url() + " is ready, version 2.42.0");
    try (var stranger = new WebDouble()) {
      var wrong = Jobs.settings(stranger.url(), Jobs.inFile(FILE, "a:1"));
      assertThat(failure(run(wrong, "reach")).kind()).isEqualTo(FailureClass.CONFIGURATION);
      assertThat(stranger.asked()).hasSize(1);
    }
  }

  @Test
  void without_lifecycle_the_next_step_is_named_and_the_block_stays() throws Exception {
    Path file = configurationFile();
    configuration("scrape_configs: []\\n");
    prometheus.when("POST /-/reload", 403, "Lifecycle API is not enabled.");
    Failure failure = failure(run(configSettings(true), "write"));
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).contains("SIGHUP", "--web.enable-lifecycle");
    assertThat(Files.readString(file)).contains("mcp-exporter");
  }

  @Test
  void a_configuration_that_prometheus_refuses_is_put_back() throws Exception {
    Path file = configurationFile();
    String before = Files.readString(file);
    configuration("scrape_configs: []\\n");
    prometheus.when("POST /-/reload", 500, "failed to reload config: boom");
    assertThat(failure(run(configSettings(true), "write")).summary()).contains("put back", "boom");
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void a_reload_that_changes_nothing_is_not_taken_for_success() throws Exception {
    configurationFile();
    configuration("scrape_configs: []\\n");
    prometheus.when("POST /-/reload", 200, "");
    assertThat(failure(run(configSettings(true), "write")).summary())
        .contains("does not know job 'mcp-exporter'", "mount its folder");
  }

  @Test
  void what_is_loaded_already_is_not_reloaded() throws Exception {
    Path file = configurationFile();
    run(configSettings(false), "write");
    String mark =
        new ConfigurationText("", Files.readString(file)).mark(Jobs.JOB).orElseThrow().text();
    configuration(
        "scrape_configs:\\n"
            + "- job_name: mcp-exporter\\n"
            + "  static_configs:\\n"
            + "  - targets:\\n"
            + "    - a:1\\n"
            + "    labels:\\n"
            + "      __meta_emergency_mark: "
            + mark
            + "\\n");
    assertThat(run(configSettings(true), "write")).isInstanceOf(StepResult.Done.class);
    assertThat(prometheus.asked()).noneMatch(request -> request.startsWith("POST"));
  }

  @Test
  void keeps_permissions_and_the_link_to_the_users_configuration() throws Exception {
    Path file = configurationFile();
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    Path real = file.resolveSibling("real.yml");
    Files.move(file, real);
    Files.createSymbolicLink(file, real);
    configuration("scrape_configs: []\\n");
    assertThat(run(configSettings(false), "write")).isInstanceOf(StepResult.Done.class);
    assertThat(file).isSymbolicLink();
    assertThat(Files.readString(real)).contains("mcp-exporter");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(real)))
        .isEqualTo("rw-r-----");
  }

  @Test
  void the_remedy_writes_what_is_missing_and_else_does_not_apply() throws Exception {
    var settings = Jobs.settings(prometheus.url(), Jobs.inFile(FILE, "a:${port.exporter}"));
    var remedy = new RewriteScrapeJob(home, new WebClient(), Inputs.plan(task(settings)));
    var down = new Failure(FailureClass.TARGET_DOWN, "down", "", Map.of());
    assertThat(remedy.apply(down, Inputs.ticked())).isInstanceOf(RemedyResult.Applied.class);
    assertThat(home.resolve(FILE)).content().contains("a:9101");
    assertThat(remedy.apply(down, Inputs.ticked())).isInstanceOf(RemedyResult.NotApplicable.class);
    var other = new Failure(FailureClass.KILLED, "killed", "", Map.of());
    assertThat(remedy.apply(other, Inputs.ticked())).isInstanceOf(RemedyResult.NotApplicable.class);
  }

  private ScrapeJobSettings configSettings(boolean reload) {
    return Jobs.settings(prometheus.url(), Jobs.inConfiguration("prometheus.yml", reload, "a:1"));
  }

  private Path configurationFile() throws IOException {
    return Files.writeString(home.resolve("prometheus.yml"), "scrape_configs:\n  - job_name: p\n");
  }

  private void configuration(String yaml) {
    prometheus.when(
        "GET /api/v1/status/config",
        200,
        "{\"status\":\"success\",\"data\":{\"yaml\":\"" + yaml + "\"}}");
  }

  private String mark() throws IOException {
    return new TargetsFile(home.resolve(FILE)).mark().orElseThrow().text();
  }

  private void targets(String health) throws IOException {
    targets(health, "a:1", mark());
  }

  private void targets(String health, String address, String mark) {
    prometheus.when(
        "GET /api/v1/targets",
        200,
        "{\"status\":\"success\",\"data\":{\"activeTargets\":[{\"labels\":{\"job\":\"mcp-exporter\","
            + "\"instance\":\"x:9101\"},\"discoveredLabels\":{\"__address__\":\""
            + address
            + "\",\"__meta_emergency_mark\":\""
            + mark
            + "\"},\"scrapeUrl\":\"http://"
            + address
            + "/metrics\",\"health\":\""
            + health
            + "\",\"lastError\":\""
            + (health.equals("up") ? "" : "refused")
            + "\",\"scrapeInterval\":\"5s\"}]}}");
  }

  private StepResult run(ScrapeJobSettings settings, String id) throws InterruptedException {
    return run(settings, id, Inputs.ticked());
  }

  private StepResult run(ScrapeJobSettings settings, String id, StepInput input)
      throws InterruptedException {
    var steps = new ScrapeJobTask(home, new WebClient()).steps(task(settings), Inputs.plan());
    return steps.stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow().run(input);
  }

  private static io.nuwa.emergency.plan.Task task(ScrapeJobSettings settings) {
    return Inputs.task(ScrapeJobTask.NAME, settings);
  }

  private static Failure failure(StepResult result) {
    return ((StepResult.Failed) result).failure();
  }
}
