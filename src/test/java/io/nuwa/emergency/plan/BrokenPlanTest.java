package io.nuwa.emergency.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.nuwa.emergency.config.InvalidConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One thing is broken in the shipped plan; the reader names it, and the schema sees it if it can.
 */
class BrokenPlanTest {
  private static final Schema SCHEMA = schema();

  /** Whether JSON Schema can express the fault. */
  enum SchemaSees {
    YES,
    NO
  }

  /**
   * A slip of an author.
   *
   * @param written a part of the shipped plan
   * @param slip what stands there instead
   * @param complaint what the reader says, without the name of the file
   */
  record Slip(String written, String slip, SchemaSees schema, String complaint) {
    String text() {
      String plan = Words.shippedPlan();
      assertThat(plan).contains(written);
      return plan.replaceFirst(
          java.util.regex.Pattern.quote(written), java.util.regex.Matcher.quoteReplacement(slip));
    }

    @Override
    public String toString() {
      return slip.strip().lines().findFirst().orElse("(removed) " + written.strip());
    }
  }

  static Stream<Slip> slips() {
    return Stream.of(
        slip("time-box:", "time-bx:", SchemaSees.YES, "did you mean 'time-box'?"),
        slip(
            "            - acceptance\n",
            "            - \"${case}\"\n",
            SchemaSees.NO,
            "'${case}' stands for nothing"),
        slip(
            "each: [--only, \"${case}\"]",
            "each: [--only, \"${case}\", \"${kase}\"]",
            SchemaSees.NO,
            "'${kase}' stands for nothing"),
        slip(
            "title: Week-2 紧急执行系统",
            "title: [a, b]",
            SchemaSees.YES,
            "'title' must be a single value, not a list"),
        slip(
            "127.0.0.1:9464",
            "0.0.0.0:9464",
            SchemaSees.YES,
            "'0.0.0.0:9464' could be reached from other machines"),
        slip("127.0.0.1:9464", "127.0.0.1", SchemaSees.YES, "is no HOST:PORT"),
        slip("127.0.0.1:9464", "127.0.0.1:0", SchemaSees.YES, "not from 1 to 65535"),
        slip("127.0.0.1:9464", "127.0.0.1:65536", SchemaSees.NO, "not from 1 to 65535"),
        slip(
            "${gateway.prometheus}",
            "${gateway.prometeus}",
            SchemaSees.NO,
            "there is no service 'prometeus'; did you mean 'prometheus'?"),
        slip(
            ", \"${gateway.prometheus}:9464\"",
            ", \"127.0.0.1:9464\"",
            SchemaSees.YES,
            "'127.0.0.1:9464' stands here twice"),
        slip(
            ", \"${gateway.prometheus}:9464\"",
            "",
            SchemaSees.NO,
            "'listen' has no '${gateway.SERVICE}:PORT' that a container could reach"),
        slip(
            "[\"127.0.0.1:9464\", \"${gateway.prometheus}:9464\"]",
            "[]",
            SchemaSees.YES,
            "'listen' names no address"),
        slip(
            "  targets: stack/prometheus/targets/emergency.json",
            "  textfile: logs/metrics/emergency.txt",
            SchemaSees.YES,
            "'textfile' must end in '.prom'"),
        slip(
            "  listen: [\"127.0.0.1:9464\", \"${gateway.prometheus}:9464\"]\n",
            "",
            SchemaSees.YES,
            "'metrics' needs 'listen' or 'textfile', or both"),
        slip("plan: week-2", "plan: 第二周", SchemaSees.YES, "letters, digits"),
        slip("length: 48h", "length: two days", SchemaSees.YES, "must be a duration such as 48h"),
        slip("length: 48h", "length: 0h", SchemaSees.YES, "'length' must be longer than 0"),
        slip("check-every: 6h", "check-every: 50h", SchemaSees.NO, "longer than the time box"),
        slip(
            "from: 6h, to: 18h",
            "from: 5h, to: 18h",
            SchemaSees.NO,
            "overlaps the phase before it, which ends at 6h"),
        slip("from: 6h, to: 18h", "from: 7h, to: 18h", SchemaSees.NO, "leaves a hole after 6h"),
        slip(
            "from: 36h, to: 48h",
            "from: 36h, to: 47h",
            SchemaSees.NO,
            "the last phase ends at 47h, the time box at 48h"),
        slip(
            "from: 0h, to: 6h",
            "from: 6h, to: 6h",
            SchemaSees.NO,
            "a phase must end after it starts, at 6h"),
        slip("at: 48h", "at: 49h", SchemaSees.NO, "after the end of the time box"),
        slip("at: 18h", "at: 0h", SchemaSees.YES, "later than the start"),
        slip("deadline: 6h", "deadline: 60h", SchemaSees.NO, "after the end of the time box"),
        slip("timeout: 300s", "timeout: 300h", SchemaSees.NO, "longer than the time box"),
        slip("timeout: 300s", "timeout: 300", SchemaSees.YES, "must be a duration"),
        webhook("form: dingtalk", "form: dingtolk", SchemaSees.YES, "did you mean 'dingtalk'?"),
        webhook("form: dingtalk, ", "", SchemaSees.YES, "'form' is missing"),
        webhook("id: ops, ", "", SchemaSees.YES, "'id' is missing"),
        webhook("at-least: red", "at-least: rad", SchemaSees.YES, "did you mean 'red'?"),
        webhook("at-least: red", "atleast: red", SchemaSees.YES, "did you mean 'at-least'?"),
        webhook(
            "roles: [NuWa]",
            "roles: [NuVa]",
            SchemaSees.NO,
            "there is no role 'NuVa'; did you mean 'NuWa'?"),
        webhook("https://", "htps://", SchemaSees.YES, "'url' must begin with http:// or https://"),
        webhook(
            "form: dingtalk",
            "form: slack",
            SchemaSees.YES,
            "'secret' means nothing with 'form: slack'"),
        webhook(
            "${secret.TOKEN}",
            "${secrets.TOKEN}",
            SchemaSees.NO,
            "'${secrets.TOKEN}' stands for nothing"),
        webhook(
            "[{id: ops",
            "[{id: ops, form: json, url: \"http://a\"}, {id: ops",
            SchemaSees.NO,
            "the webhook 'ops' stands here again; first at plan.yaml:"),
        webhook("repeat: 6h", "repeat: 10s", SchemaSees.NO, "'repeat' must be at least 1m"),
        slip(
            "alertmanager: \"http://127.0.0.1:${port.alertmanager}\"",
            "repeat: 1h",
            SchemaSees.YES,
            "'alerts' tells nobody: add 'alertmanager' or 'webhooks'"),
        slip(
            "handles: [no-space, killed]",
            "handles: [no-spice, killed]",
            SchemaSees.YES,
            "there is no failure class 'no-spice'; did you mean 'no-space'?"),
        slip(
            "handles: [no-space, killed]",
            "coordinates: true",
            SchemaSees.NO,
            "only one role coordinates, and there is one above"),
        slip("otherwise: red", "otherwise: rad", SchemaSees.YES, "did you mean 'red'?"),
        slip("otherwise: red", "", SchemaSees.YES, "'otherwise' is missing"),
        slip("expect: gate", "expect: gates", SchemaSees.YES, "did you mean 'gate'?"),
        slip(
            "gate: B-2/pass-rate",
            "gate: B-2/pas-rate",
            SchemaSees.NO,
            "did you mean 'B-2/pass-rate'?"),
        slip("reads: \">= 85\"", "reads: about 85", SchemaSees.YES, "a comparison such as"),
        slip(
            "expect: tasks-run,",
            "expect: tasks-run, reads: \"> 1\",",
            SchemaSees.YES,
            "'reads' means nothing with 'expect: tasks-run'"),
        slip(
            "blockers: [B-1, B-2, B-3]",
            "blockers: [B-1, B-2, B-4]",
            SchemaSees.NO,
            "there is no blocker 'B-4'; did you mean"),
        slip(
            "blockers: [B-1, B-2, B-3]",
            "blockers: [B-1, B-1]",
            SchemaSees.YES,
            "'B-1' stands twice in this list"),
        slip("text2sql: 8000", "text2sql: 80000", SchemaSees.YES, "from 1 to 65535, not '80000'"),
        slip(
            "text2sql: 8000",
            "text2sql: 9090",
            SchemaSees.NO,
            "port 9090 is already 'text2sql', at plan.yaml:"),
        slip("project: week2", "project: Week2", SchemaSees.YES, "as compose wants it"),
        slip("project: week2", "", SchemaSees.YES, "'project' is missing"),
        slip(
            "\"${port.text2sql}\"",
            "\"${port.text2sq}\"",
            SchemaSees.NO,
            "there is no port 'text2sq'; did you mean 'text2sql'?"),
        slip("\"${engine}\"", "\"${engin}\"", SchemaSees.NO, "did you mean 'engine'?"),
        slip(
            "\"${container.text2sql}\"",
            "\"${container.text}\"",
            SchemaSees.NO,
            "there is no service 'text'"),
        slip("\"${java}\"", "\"${java\"", SchemaSees.NO, "lacks its '}'"),
        slip(
            "  environment-file: stack/secrets.env\n",
            "",
            SchemaSees.NO,
            "needs an 'environment-file' in 'stack'"),
        slip(
            "ports: [text2sql, postgres, prometheus, exporter]",
            "ports: [text2sql, postgres, promethus, exporter]",
            SchemaSees.NO,
            "there is no port 'promethus'; did you mean 'prometheus'?"),
        slip(
            "owner: FrontEndBot",
            "owner: FrontendBod",
            SchemaSees.NO,
            "there is no role 'FrontendBod'; did you mean 'FrontEndBot'?"),
        slip("role: CIOrchestrator", "role: CIOrchestra", SchemaSees.NO, "no role 'CIOrchestra'"),
        slip(
            "kind: compose-up",
            "kind: compose-upp",
            SchemaSees.NO,
            "there is no kind of task 'compose-upp'; did you mean 'compose-up'?"),
        slip(
            "probe: open-ports",
            "probe: open-port",
            SchemaSees.NO,
            "there is no probe 'open-port'; did you mean 'open-ports'?"),
        slip(
            "healthy-within: 120s",
            "healthy-witin: 120s",
            SchemaSees.NO,
            "did you mean 'healthy-within'?"),
        slip(
            "id: B-2\n",
            "id: B-1\n",
            SchemaSees.NO,
            "the blocker 'B-1' stands here again; first at plan.yaml:"),
        slip("id: tests\n", "id: data\n", SchemaSees.NO, "the task 'data' stands here again"),
        slip(
            "id: ports\n",
            "id: containers\n",
            SchemaSees.NO,
            "the gate 'containers' stands here again"),
        slip(
            "alert: \"< 85\"",
            "alert: \"< 96\"",
            SchemaSees.NO,
            "success '>= 95' and alert '< 96' contradict each other: 95 satisfies both"),
        slip("        alert: \"< 5\"\n", "", SchemaSees.YES, "'alert' is missing"),
        slip("rounds: 3", "rounds: 0", SchemaSees.YES, "from 1 to 100, not '0'"),
        slip(
            "rounds: 3",
            "needs: [B-3]",
            SchemaSees.NO,
            "wait for each other: B-2 needs B-3 needs B-2"),
        slip("rounds: 3", "needs: [B-2]", SchemaSees.NO, "wait for each other: B-2 needs B-2"),
        slip("rounds: 3", "rouns: 3", SchemaSees.YES, "did you mean 'rounds'?"),
        slip(
            "on-go:",
            "ladders: {port-in-us: []}\non-go:",
            SchemaSees.YES,
            "there is no failure class 'port-in-us'; did you mean 'port-in-use'?"),
        slip(
            "on-go:",
            "ladders: {port-in-use: [alternate-prot]}\non-go:",
            SchemaSees.NO,
            "there is no remedy 'alternate-prot'; did you mean 'alternate-port'?"),
        slip(
            "on-go:",
            "ladders: {timeout: [{remedy: unpause, budget: 0}]}\non-go:",
            SchemaSees.YES,
            "from 1 to 100, not '0'"),
        slip(
            "on-go:",
            "ladders: {timeout: unpause}\non-go:",
            SchemaSees.YES,
            "'timeout' must be a list of remedies, not text"),
        slip(
            "on-go:",
            "on-go-withdrawn:",
            SchemaSees.YES,
            "'on-go-withdrawn' takes back what 'on-go' did; without 'on-go' it would never run"),
        slip(
            "on-go:",
            "on-go-withdrawn: [{id: stage, role: NuWa, kind: project-stage, with: {stage: W2}}]\n"
                + "on-go:",
            SchemaSees.NO,
            "the task 'stage' stands here again"),
        slip(
            "on-go:",
            "on-go-withdrawn: [{id: tell, kind: project-stage, with: {stage: W2}}]\non-go:",
            SchemaSees.YES,
            "'role' is missing"),
        slip("    role: NuWa\n", "", SchemaSees.YES, "'role' is missing"),
        slip(
            "id: NuWa\n",
            "id: FrontEndBot\n",
            SchemaSees.NO,
            "the role 'FrontEndBot' stands here again"));
  }

  @ParameterizedTest
  @MethodSource("slips")
  void the_reader_names_it_with_its_place(Slip slip) {
    assertThat(complaints(slip.text()))
        .anySatisfy(
            complaint ->
                assertThat(complaint)
                    .contains(slip.complaint())
                    .matches("plan\\.yaml:\\d+:\\d+: .*"));
  }

  @ParameterizedTest
  @MethodSource("slips")
  void the_schema_sees_what_a_schema_can_see(Slip slip) {
    assertThat(SCHEMA.validate(slip.text(), InputFormat.YAML).isEmpty())
        .isEqualTo(slip.schema() == SchemaSees.NO);
  }

  @Test
  void both_accept_the_shipped_plan() {
    assertThat(SCHEMA.validate(Words.shippedPlan(), InputFormat.YAML)).isEmpty();
    assertThatNoException()
        .isThrownBy(() -> PlanReader.read("plan.yaml", Words.shippedPlan(), Words.week2()));
  }

  @Test
  void both_accept_webhooks_without_a_slip() {
    String text = webhook("id: ops", "id: ops", SchemaSees.NO, "").text();
    assertThat(SCHEMA.validate(text, InputFormat.YAML)).isEmpty();
    Alerting alerting = PlanReader.read("plan.yaml", text, Words.week2()).alerting();
    assertThat(alerting.repeat()).contains(java.time.Duration.ofHours(6));
    assertThat(alerting.webhooks())
        .containsExactly(
            new Webhook(
                "ops",
                Webhook.Form.DINGTALK,
                "https://h/?t=${secret.TOKEN}",
                java.util.Optional.of("${secret.KEY}"),
                java.util.Set.of("NuWa"),
                Severity.RED));
  }

  @Test
  void all_slips_of_a_plan_are_named_at_once() {
    String text =
        Words.shippedPlan()
            .replace("title: 部署验证", "titel: 部署验证")
            .replace("owner: ExporterGuru", "owner: Exporter")
            .replace("deadline: 36h", "deadline: 72h");
    assertThat(complaints(text)).hasSize(3);
  }

  @Test
  void a_place_is_exact() {
    String text =
        "plan: p\ntime-box: {length: 1h}\nroles: [{id: R}]\nblockers:\n  - {id: B, owner: S}\n";
    assertThat(complaints(text))
        .containsExactlyInAnyOrder(
            "plan.yaml:5:5: a blocker without 'gates' could never be proved; add one",
            "plan.yaml:5:5: a blocker without 'tasks' could never be cleared; add one",
            "plan.yaml:5:20: there is no role 'S'; known: R");
  }

  /** The same in a webhook, which the shipped plan has only in a comment. */
  private static Slip webhook(String written, String slip, SchemaSees schema, String complaint) {
    String sound =
        "repeat: 6h\n  webhooks: [{id: ops, form: dingtalk, url: \"https://h/?t=${secret.TOKEN}\","
            + " secret: \"${secret.KEY}\", roles: [NuWa], at-least: red}]\n  alertmanager: \"http";
    assertThat(sound).contains(written);
    return new Slip("alertmanager: \"http", sound.replace(written, slip), schema, complaint);
  }

  private static Slip slip(String written, String slip, SchemaSees schema, String complaint) {
    return new Slip(written, slip, schema, complaint);
  }

  private static List<String> complaints(String text) {
    try {
      PlanReader.read("plan.yaml", text, Words.week2());
      return List.of();
    } catch (InvalidConfigurationException e) {
      return e.problems().stream().map(Object::toString).sorted().toList();
    }
  }

  private static Schema schema() {
    try {
      return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
          .getSchema(Files.readString(Path.of("docs/schema/plan.schema.json")));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
