package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.Step;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class DataFeatureTest {
  private static final Path HOME = Path.of("");
  private static final String SETTINGS =
      """
      url: "jdbc:postgresql://127.0.0.1:${port.postgres}/text2sql"
      user: text2sql
      password: "${secret.POSTGRES_PASSWORD}"
      schema: stack/postgres/schema.sql
      rows: {customers: 200, orders: 2000}
      seed: -5
      """;

  @Test
  void every_setting_is_read() {
    assertThat(Situation.read(new GenerateData(HOME), SETTINGS))
        .isEqualTo(
            new DataSettings(
                "jdbc:postgresql://127.0.0.1:${port.postgres}/text2sql",
                "text2sql",
                "${secret.POSTGRES_PASSWORD}",
                Optional.of("stack/postgres/schema.sql"),
                Map.of("customers", 200L, "orders", 2000L),
                -5));
  }

  @Test
  void what_is_not_set_has_a_default() {
    var least = "url: jdbc:postgresql:x\nuser: u\nrows: {a: 1}";
    assertThat(Situation.read(new GenerateData(HOME), least))
        .isEqualTo(
            new DataSettings("jdbc:postgresql:x", "u", "", Optional.empty(), Map.of("a", 1L), 1));
  }

  @Test
  void all_that_is_wrong_is_reported_at_once() {
    assertThatThrownBy(
            () ->
                Situation.read(
                    new GenerateData(HOME), "url: mysql://x\nsed: 3\nseed: much\nrows: {a: 0}"))
        .isInstanceOf(InvalidConfigurationException.class)
        .hasMessageContaining("plan.yaml:1:6: 'url' must be like jdbc:postgresql://")
        .hasMessageContaining("'user' is missing")
        .hasMessageContaining("'sed' is not known here; did you mean 'seed'?")
        .hasMessageContaining("'seed' must be a whole number")
        .hasMessageContaining("'a' must be a whole number from 1 to");
  }

  @Test
  void intents_say_what_would_be_done_and_no_secret() {
    var situation = new Situation(HOME, "hush", SETTINGS);
    assertThat(situation.steps())
        .extracting(step -> step.intent(situation.values().with(Map.of("port.postgres", "5432"))))
        .containsExactly(
            "wait until jdbc:postgresql://127.0.0.1:5432/text2sql answers",
            "apply stack/postgres/schema.sql, then check the tables customers, orders",
            "generate and inject 200 customers, 2000 orders (seed -5) into"
                + " jdbc:postgresql://127.0.0.1:5432/text2sql, in one transaction, unless they are"
                + " there");
    assertThat(situation.steps()).extracting(Step::id).containsExactly("reach", "schema", "inject");
  }

  @Test
  void waits_for_a_database_that_is_not_there_until_its_time_is_up() throws Exception {
    int closed = FreePort.next();
    var situation =
        new Situation(
            HOME,
            "hush",
            "url: jdbc:postgresql://127.0.0.1:" + closed + "/x\nuser: u\nrows: {a: 1}");
    Failure failure = situation.failed("reach");
    assertThat(failure.kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(failure.summary()).contains("127.0.0.1:" + closed);
    assertThat(situation.progress).isNotEmpty();
    assertThat(situation.measure()).isInstanceOf(Measurement.Unmeasured.class);
  }

  @Test
  void a_missing_secret_is_named() throws Exception {
    var situation =
        new Situation(
            HOME,
            "hush",
            "url: jdbc:postgresql://h/x\nuser: u\npassword: \"${secret.OTHER}\"\nrows: {a: 1}");
    Failure failure = situation.failed("reach");
    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary()).contains("no line for OTHER");
  }

  @Test
  void failures_of_other_sorts_are_left_to_other_remedies() throws Exception {
    var situation = new Situation(HOME, "hush", SETTINGS);
    var foreign =
        new Failure(FailureClass.DATA_CONFLICT, "rows", "", Map.of("task", "somebody-elses"));
    assertThat(situation.remedy(foreign)).isInstanceOf(RemedyResult.NotApplicable.class);
    assertThat(situation.remedy(Failure.of(FailureClass.PORT_IN_USE, "port", "")))
        .isInstanceOf(RemedyResult.NotApplicable.class);
  }
}
