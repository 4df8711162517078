package io.nuwa.emergency.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problem;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class CommandFeatureTest {
  @TempDir Path home;

  @Test
  void runs_a_command_and_keeps_what_it_printed() throws Exception {
    var done = (StepResult.Done) run("command: [sh, -c, 'echo out; echo err >&2']");
    assertThat(done.summary()).startsWith("ended with 0 after ").endsWith(" ms");
    assertThat(done.evidence())
        .extracting(e -> e.name() + "=" + e.text())
        .containsExactly("stdout.txt=out\n", "stderr.txt=err\n");
  }

  @Test
  void keeps_nothing_of_a_command_that_printed_nothing() throws Exception {
    assertThat(((StepResult.Done) run("command: [/bin/true]")).evidence()).isEmpty();
  }

  @Test
  void words_stay_words_whatever_stands_in_them() throws Exception {
    var done =
        (StepResult.Done)
            run(
                "command: [printf, '[%s]', 'a b', '$(touch pwned)', '`touch pwned`', '; touch"
                    + " pwned', '|', '../..', '*', \"it's\", \"two\\n"
                    + "lines\", '', '中文']");
    assertThat(done.evidence().getFirst().text())
        .isEqualTo(
            "[a b][$(touch pwned)][`touch pwned`][; touch pwned][|][../..][*][it's][two\n"
                + "lines][][中文]");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void a_value_that_looks_like_a_template_is_not_filled_in_again() throws Exception {
    var done = (StepResult.Done) run("command: [printf, '%s', '${odd}']");
    assertThat(done.evidence().getFirst().text()).isEqualTo("$(id) ${secret.PASSWORD} $1 \\");
  }

  @Test
  void secrets_reach_the_command_and_nobody_else() throws Exception {
    String with =
        "{command: [sh, -c, 'test \"$P\" = hunter2 && echo $P && exit 4'], environment: {P:"
            + " '${secret.PASSWORD}'}}";
    var failed = (StepResult.Failed) run(with);
    assertThat(failed.failure().summary()).contains("ended with 4: ***");
    assertThat(failed.failure().toString()).contains("***");
    assertThat(failed.failure().evidence()).isEqualTo("***\n");
  }

  @Test
  void an_empty_value_removes_a_variable() throws Exception {
    var done =
        (StepResult.Done) run("{command: [sh, -c, 'echo ${HOME:-none}'], environment: {HOME: ''}}");
    assertThat(done.evidence().getFirst().text()).isEqualTo("none\n");
  }

  @Test
  void runs_in_its_folder() throws Exception {
    Files.createDirectory(home.resolve("sub"));
    var done = (StepResult.Done) run("{command: [pwd], folder: sub}");
    assertThat(done.evidence().getFirst().text().strip())
        .isEqualTo(home.resolve("sub").toRealPath().toString());
  }

  @Test
  void another_exit_code_can_be_the_expected_one() throws Exception {
    assertThat(run("{command: [sh, -c, 'exit 3'], expect-exit: 3}"))
        .isInstanceOf(StepResult.Done.class);
    assertThat(run("{command: [/bin/true], expect-exit: 3}")).isInstanceOf(StepResult.Failed.class);
  }

  @Test
  void a_command_that_takes_too_long_is_ended() throws Exception {
    Step step = step("command: [sleep, '60']");
    StepResult result = step.run(input(Duration.ofMillis(200)));
    var failure = ((StepResult.Failed) result).failure();
    assertThat(failure.kind()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(failure.summary()).contains("sleep 60");
  }

  @Test
  void a_program_that_is_not_there_is_a_wrong_setting_and_named() throws Exception {
    var failure = ((StepResult.Failed) run("command: [no-such-program]")).failure();
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).contains("no-such-program");
  }

  @Test
  void a_template_that_names_nothing_is_a_wrong_setting() throws Exception {
    var failure = ((StepResult.Failed) run("command: [echo, '${nothing}']")).failure();
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).contains("${nothing}");
  }

  @Test
  void says_beforehand_what_it_would_run_on_one_line() {
    assertThat(
            step("{command: [./fix, \"a\\nb\", '${secret.PASSWORD}', '${later}'], folder: sub}")
                .intent(input(Duration.ZERO).values()))
        .isEqualTo("run ./fix 'a\\nb' *** ${later} in sub");
  }

  @Test
  void reports_every_wrong_setting() {
    assertThat(problems("{command: [''], expect-exit: 300, folders: x}"))
        .containsExactlyInAnyOrder(
            "'command' must be a list of words, the program first",
            "'expect-exit' must be a whole number from 0 to 255, not '300'",
            "'folders' is not known here; did you mean 'folder'?");
    assertThat(problems("{}")).containsExactly("'command' is missing");
  }

  @ParameterizedTest
  @CsvSource({"0, true", "3, false"})
  void measures_an_exit_code(int exit, boolean good) throws Exception {
    var measured =
        (Measurement.Measured) measure(0, "command: [sh, -c, 'exit " + exit + "']", "== 0");
    assertThat(measured.value()).isEqualTo(exit);
    assertThat(measured.cause().isEmpty()).isEqualTo(good);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[no-such-program]", "[sleep, '60']", "['${nothing}']"})
  void an_exit_code_that_nobody_saw_is_not_measured(String command) throws Exception {
    assertThat(measure(0, "command: " + command, "== 0"))
        .isInstanceOf(Measurement.Unmeasured.class);
  }

  @ParameterizedTest
  @CsvSource({"42, 42", "-1.5, -1.5", "' 7 ', 7", "1e3, 1000", ".5, 0.5"})
  void measures_a_printed_number(String printed, double value) throws Exception {
    var measured = (Measurement.Measured) measure(1, "command: [echo, '" + printed + "']", ">= 0");
    assertThat(measured.value()).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "many",
        "1 2",
        "NaN",
        "Infinity",
        "0x10",
        "1e999",
        "5 rows",
        "1d",
        "1_000",
        "1,5",
        "97%",
        "９７"
      })
  void what_is_no_number_is_not_measured(String printed) throws Exception {
    var unmeasured =
        (Measurement.Unmeasured) measure(1, "command: [echo, '" + printed + "']", ">= 0");
    assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.CONFIGURATION);
  }

  @Test
  void a_number_from_a_command_that_failed_is_not_measured() throws Exception {
    assertThat(measure(1, "command: [sh, -c, 'echo 5; exit 1']", ">= 0"))
        .isInstanceOf(Measurement.Unmeasured.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 302, 404, 503})
  void measures_the_status_of_a_url(int status) throws Exception {
    HttpServer server = server(status);
    try {
      var measured =
          (Measurement.Measured)
              measure(
                  2, "url: 'http://127.0.0.1:" + server.getAddress().getPort() + "/x'", "== 200");
      assertThat(measured.value()).isEqualTo(status);
      assertThat(measured.cause().isEmpty()).isEqualTo(status == 200);
      assertThat(measured.evidence()).hasSize(1);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void a_url_where_nobody_listens_is_not_measured() throws Exception {
    assertNotReady("url: 'http://127.0.0.1:" + FreePort.next() + "'");
  }

  @Test
  void a_url_that_is_accepted_and_never_answered_is_not_measured() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var unmeasured =
          (Measurement.Unmeasured)
              measure(
                  2,
                  "{url: 'http://127.0.0.1:" + socket.getLocalPort() + "', timeout: 200ms}",
                  "== 200");
      assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.TIMEOUT);
    }
  }

  @Test
  void a_url_whose_host_has_no_address_is_a_matter_of_names() throws Exception {
    var unmeasured =
        (Measurement.Unmeasured) measure(2, "url: 'http://nosuchhost.invalid/'", "== 200");
    assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.NAME_RESOLUTION);
    assertThat(unmeasured.why().summary()).contains("http://nosuchhost.invalid/", "no such host");
  }

  @ParameterizedTest
  @CsvSource({
    "99.9999999999999999999999, >= 100, false",
    "1e-400, == 0, false",
    "9007199254740993, == 9007199254740993, true",
    "9007199254740992, == 9007199254740993, false",
    "94.99999999999999999999999, >= 95, false",
    "0.3, == 0.3, true"
  })
  void a_printed_number_is_compared_as_it_was_printed(String printed, String success, boolean good)
      throws Exception {
    var measured = (Measurement.Measured) measure(1, "command: [echo, '" + printed + "']", success);
    assertThat(measured.cause().isEmpty()).isEqualTo(good);
    assertThat(measured.exact()).contains(new BigDecimal(printed));
    assertThat(measured.value()).isFinite();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://x/y", "localhost:80", "http://", "http://a b", "no url"})
  void a_text_that_is_no_url_is_a_wrong_setting(String url) {
    var problems = new Problems();
    probe(2).read(section("url: '" + url + "'", problems));
    assertThat(problems.list())
        .extracting(Problem::message)
        .containsExactly("'url' must be an http or https URL, not '" + url + "'");
  }

  private void assertNotReady(String with) throws Exception {
    var unmeasured = (Measurement.Unmeasured) measure(2, with, "== 200");
    assertThat(unmeasured.why().kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(unmeasured.why().summary()).contains("http://127.0.0.1:");
  }

  private static HttpServer server(int status) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://127.0.0.1:1/elsewhere");
          exchange.sendResponseHeaders(status, -1);
          exchange.close();
        });
    server.start();
    return server;
  }

  private Measurement measure(int which, String with, String success) throws Exception {
    var problems = new Problems();
    Settings settings = probe(which).read(section(with, problems));
    assertThat(problems.list()).isEmpty();
    var gate =
        new Gate(
            "g",
            "g",
            probe(which).name(),
            settings,
            Threshold.parse(success).orElseThrow(),
            Threshold.parse("< -999").orElseThrow(),
            Duration.ofSeconds(5));
    return probe(which).probe(gate, null).measure(input(Duration.ofSeconds(2)));
  }

  private ProbeKind probe(int which) {
    return new CommandFeature(home).probes().get(which);
  }

  private StepResult run(String with) throws Exception {
    return step(with).run(input(Duration.ofSeconds(20)));
  }

  private Step step(String with) {
    var problems = new Problems();
    var kind = new CommandFeature(home).tasks().getFirst();
    Settings settings = kind.read(section(with, problems));
    assertThat(problems.list()).isEmpty();
    return kind.steps(new Task("t", "t", "r", "command", settings, Duration.ofMinutes(1)), null)
        .getFirst();
  }

  private List<String> problems(String with) {
    var problems = new Problems();
    Section section = section(with, problems);
    new CommandFeature(home).tasks().getFirst().read(section);
    section.finish();
    return problems.list().stream().map(Problem::message).toList();
  }

  private static Section section(String yaml, Problems problems) {
    return Section.of(
        ConfigReader.read("plan.yaml", yaml, problems).orElseThrow(), "with", problems);
  }

  private StepInput input(Duration left) {
    return new StepInput(
        "run-1",
        new Values(Map.of("odd", "$(id) ${secret.PASSWORD} $1 \\"), Map.of("PASSWORD", "hunter2")),
        Instant.now().plus(left),
        Time.system(),
        Progress.SILENT);
  }
}
