package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.control.CollectReport;
import io.nuwa.emergency.control.DryRun;
import io.nuwa.emergency.control.ExecuteRun;
import io.nuwa.emergency.control.ReadStatus;
import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.VerifyGates;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.panel.ExecutionLog;
import io.nuwa.emergency.panel.Language;
import io.nuwa.emergency.panel.LiveTerminal;
import io.nuwa.emergency.panel.Narration;
import io.nuwa.emergency.panel.StatusJson;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.redaction.Encodings;
import io.nuwa.emergency.report.page.Links;
import io.nuwa.emergency.report.page.ReportPage;
import io.nuwa.emergency.report.page.Wording;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.report.watch.Guide;
import io.nuwa.emergency.report.watch.ReportFiles;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.ScriptedFeature;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.TickedTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run whose every text carries the password, and a search of every byte that it left. */
class SecretsInNoSinkTest {
  private static final String PLAN =
      """
      plan: bench
      title: Bench
      time-box: {length: 48h, check-every: 6h}
      roles: [{id: NuWa, coordinates: true, handles: [unknown]}]
      alerts:
        alertmanager: "http://alert:${secret.TOKEN}@127.0.0.1:NUMBER"
        webhooks:
          - {id: chat, form: dingtalk, url: "http://127.0.0.1:NUMBER/${secret.TOKEN}", secret: "${secret.PASSWORD}"}
          - {id: gone, form: json, url: "http://127.0.0.1:1/${secret.TOKEN}"}
          - {id: odd, form: json, url: "${secret.PASSWORD} is no address"}
      stack: {compose-file: compose.yaml, project: bench, services: [a], environment-file: secrets.env}
      blockers:
        - id: B-1
          title: one
          owner: NuWa
          tasks: [{id: a, kind: scripted}]
          gates: [{id: a, probe: scripted, success: "== 1", alert: "< 1"}]
          rounds: 2
        - id: B-2
          title: two
          owner: NuWa
          tasks: [{id: b, kind: scripted}, {id: c, kind: scripted}]
          gates: [{id: b, probe: scripted, success: "== 1", alert: "< 1"}]
      ladders:
        unknown: [{remedy: cure, budget: 2}]
        not-ready: [{remedy: refuse, budget: 1}, {remedy: cure, budget: 1}]
      """;

  /** One that fits into an address. */
  private static final String TOKEN = "Tok3nOfTheChat4711";

  @TempDir Path temp;
  private final List<String> posted = new CopyOnWriteArrayList<>();
  private HttpServer chat;

  /** A chat that repeats the token in its refusals. */
  @BeforeEach
  void open() throws IOException {
    chat = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    chat.createContext(
        "/",
        exchange -> {
          posted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer =
              ("{\"errcode\":300001,\"errmsg\":\"no robot " + TOKEN + "\"}")
                  .getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    chat.start();
  }

  /** As an environment file writes whatever it is. */
  private static String quoted(String secret) {
    return '"' + secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("$", "$$") + '"';
  }

  @AfterEach
  void close() {
    chat.stop(0);
  }

  @Test
  void no_byte_of_a_run_holds_a_secret_in_any_encoding() throws Exception {
    var random = new Random(48);
    int searched = 0;
    for (Encodings.Encoding encoding : Encodings.ALL) {
      for (int seed = 0; seed < 3; seed++) {
        String secret = Encodings.secret(random);
        String written = encoding.write(secret, random);
        Path home = Files.createDirectory(temp.resolve("home" + searched++));
        Files.writeString(
            home.resolve("secrets.env"),
            "A=1\nTOKEN=" + TOKEN + "\nPASSWORD=" + quoted(secret) + "\n");
        List<String> said = everything(home, written);
        for (String text : said) {
          assertThat(text)
              .as(encoding.name())
              .doesNotContain(secret)
              .doesNotContain(written)
              .doesNotContain(TOKEN);
        }
        assertThat(String.join("", said))
            .as(encoding.name())
            .contains("***")
            .contains("promptx/memory/assignments.json", "promptx/memory/alerts.json")
            .contains("webhook chat, which refuses it: 300001 no robot ***")
            .contains("webhook gone, which cannot be reached")
            .contains("webhook odd, which has an address or a secret that is none");
      }
    }
    assertThat(searched).isGreaterThan(80);
  }

  /** Runs, looks again, and reads back every file and stream. */
  private List<String> everything(Path home, String leak) throws Exception {
    var time = TickedTime.at("2026-01-05T20:00:00Z");
    var stderr = new ByteArrayOutputStream();
    var workplace = new Workplace(home, Map.of(), "java");
    var catalog = new Catalog(List.of(leaking(leak)));
    String text = PLAN.replace("NUMBER", String.valueOf(chat.getAddress().getPort()));
    Plan plan = PlanReader.read("plan.yaml", text, catalog.vocabulary());
    var said = new ArrayList<String>();
    var narration = new Narration(Language.EN, ZoneOffset.UTC);
    posted.clear();
    var notices = new Notices(workplace, plan, said::add);
    try (var log = new ExecutionLog(home.resolve("logs/run.log"), narration, time, said::add);
        var alerts = new Alerts(workplace, plan, time, Language.EN, notices);
        var err = new PrintStream(stderr, true, StandardCharsets.UTF_8);
        var live = new LiveTerminal(err, LiveTerminal.Look.plain(), narration, time)) {
      var run = new ExecuteRun(workplace, catalog, time, Observers.of(live, log, alerts), notices);
      var result = run.run(new ExecuteRun.Request(plan, Set.of(), false, "execute"));
      StatusView view = new ReadStatus(workplace, time).of(result.state());
      said.add(ExecuteJson.of(result.outcome(), view, result.state()));
      said.add(result.state().toString());
    }
    said.addAll(posted);
    said.add(stderr.toString(StandardCharsets.UTF_8));
    said.add(StatusJson.render(new VerifyGates(workplace, catalog, time).verify(plan)));
    List<DryRun.Intent> intents = new DryRun(workplace, catalog, time).look(plan, Set.of());
    said.add(DryRunText.json(intents) + DryRunText.lines(intents));
    said.add(fault(leak, workplace, plan));
    // Reports and the guide leave files, which are read back below.
    ReportCase report = new CollectReport(workplace).collect(plan, time.instant());
    new ReportFiles(Wording.EN, ZoneOffset.UTC, said::add).write(report);
    new Guide(GuideCommand::panel, ZoneOffset.UTC, said::add).update(report);
    said.add(ReportPage.render(RunStory.of(report), Wording.ZH, ZoneOffset.UTC, Links.fromHome()));
    try (Stream<Path> files = Files.walk(home)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (!file.endsWith("secrets.env")) {
          said.add(file + "\n" + Files.readString(file));
        }
      }
    }
    return said;
  }

  private static String fault(String leak, Workplace workplace, Plan plan) {
    var bytes = new ByteArrayOutputStream();
    var out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    var cause = new IllegalStateException("odd " + leak, new IOException(leak));
    Fault.of(cause).hiding(workplace.redaction(plan)).report(cause, true, true, out, out);
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private static ScriptedFeature leaking(String leak) {
    Failure failure =
        new Failure(
            FailureClass.UNKNOWN, "cannot " + leak, "raw " + leak, Map.of("detail", "x" + leak));
    return new ScriptedFeature()
        .step(
            "a/one",
            input -> {
              input.progress().at("at " + leak, 0.5);
              return new StepResult.Failed(failure);
            })
        .step(
            "a/one",
            input -> {
              throw new IllegalStateException("broke at " + leak, new IOException(leak));
            })
        .step(
            "a/one",
            input ->
                new StepResult.Done(
                    "did " + leak,
                    Map.of("fact.one", "value " + leak),
                    List.of(new Evidence("one.txt", "saw " + leak))))
        .step("a/two", input -> new StepResult.Skipped("not " + leak))
        .reads(
            "a",
            new Measurement.Measured(
                0, "reads " + leak, Optional.of(failure), List.of(new Evidence("a.txt", leak))))
        .reads("b", new Measurement.Unmeasured(failure))
        .remedy(
            "cure",
            f ->
                new RemedyResult.Applied(
                    "cured " + leak,
                    Map.of("fact.two", leak),
                    List.of(new Evidence("cure.txt", leak))))
        .remedy("refuse", f -> new RemedyResult.NotApplicable("not for " + leak))
        .witness("eyes", () -> "seen " + leak)
        .witness(
            "broken",
            () -> {
              throw new IllegalStateException("cannot see " + leak);
            });
  }
}
