package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.notify.ledger.Outbox;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.notify.message.Wording;
import io.nuwa.emergency.plan.Alerting;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Webhook;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.WatchSight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertDeskTest {
  private static final Alerting OPS = Scene.webhooks(Scene.webhook("ops"));

  @TempDir Path home;
  private final Receivers receivers = new Receivers();

  private Scene scene() {
    return new Scene(home);
  }

  /** The daemon's minutes. */
  private static void pass(Scene scene, AlertDesk desk, Duration time) {
    for (long minute = 0; minute < time.toMinutes(); minute++) {
      scene.time.tick(Duration.ofMinutes(1));
      desk.keepFiring(scene.state);
    }
  }

  private static JsonNode only(JsonNode alerts, String subject) {
    for (JsonNode alert : alerts) {
      if (alert.path("labels").path("subject").asText().equals(subject)) {
        return alert;
      }
    }
    throw new AssertionError("no alert of " + subject + " in " + alerts);
  }

  @Test
  void a_watch_that_cannot_look_is_told_and_a_run_beside_it_does_not_end_that() {
    Scene scene = scene();
    var blind = new WatchSight.Blind(scene.time.instant(), "the journal is gone");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state, blind);
      assertThat(receivers.letters).hasSize(1);
      assertThat(receivers.letters.getFirst().body().path("text").asText())
          .contains("the watch cannot look", "the journal is gone");

      desk.keepFiring(scene.state);
      assertThat(receivers.letters).hasSize(1);

      desk.keepFiring(scene.state, new WatchSight.Sees());
      assertThat(receivers.letters).hasSize(2);
    }
  }

  @Test
  void a_webhook_is_told_once_reminded_and_told_the_end_once() {
    Scene scene = scene().fails("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      pass(scene, desk, Duration.ofHours(13));
      scene.recovers("B-1");
      pass(scene, desk, Duration.ofHours(13));
    }
    assertThat(receivers.gists())
        .containsExactly("B-1 news", "B-1 reminder", "B-1 reminder", "B-1 over");
    assertThat(scene.notices)
        .containsExactly(
            "alert BlockerNotResolved of B-1: told to webhook ops",
            "alert BlockerNotResolved of B-1 is over: told to webhook ops");
  }

  @Test
  void a_message_says_what_whose_since_when_and_what_to_do() throws IOException {
    Scene scene = scene().fails("B-1");
    Files.createDirectories(home.resolve("logs/diagnoses/20260105T200000Z-B-1"));
    scene.time.tick(Duration.ofHours(1));
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
    }
    assertThat(receivers.letters.getFirst().body().path("text").asText())
        .isEqualTo(
            """
            [emergency] RED: B-1 is not resolved
            [port-in-use] port 8000 is held
            plan: Week-2 紧急执行系统, run week-2-1
            since: 2026-01-05T20:00:00Z
            asked: @FrontEndBot, coordinates: @NuWa
            next: read logs/diagnoses/20260105T200000Z-B-1/diagnosis.md; mend it, then run emergency execute B-1\
            """);
  }

  @Test
  void speaks_the_language_that_was_asked_for() {
    Scene scene = scene();
    scene.time.tick(Duration.ofNanos(5));
    scene.fails("B-1").misses("6h", Severity.YELLOW);
    var setting = scene.setting(OPS);
    var chinese =
        new Setting(
            setting.plan(), home, scene.time, Wording.ZH, setting.values(), setting.notice());
    try (var desk = new AlertDesk(chinese, Outbox.atomically(), receivers, Runnable::run)) {
      desk.keepFiring(scene.state);
      scene.time.tick(Duration.ofHours(6));
      desk.keepFiring(scene.state);
      desk.keepFiring(scene.recovers("B-1").state);
    }
    assertThat(receivers.letters)
        .extracting(letter -> letter.body().path("text").asText().lines().findFirst().orElse(""))
        .containsExactly(
            "[emergency] 红色：B-1 未解决",
            "[emergency] 黄色：检查点 6h 未达到",
            "[emergency] 仍未解除（红色）：B-1 未解决",
            "[emergency] 仍未解除（黄色）：检查点 6h 未达到",
            "[emergency] 已解除：B-1");
    assertThat(receivers.letters.getLast().body().path("text").asText())
        .contains("开始：2026-01-05T20:00:00Z，结束：2026-01-06T02:00:00Z\n负责：@FrontEndBot，协调：@NuWa");
  }

  @Test
  void forty_eight_hours_of_telling_alertmanager_keep_the_same_beginning_and_leave_no_hole() {
    Scene scene = scene().fails("B-1");
    scene.time.tick(Duration.ofMinutes(10));
    try (AlertDesk desk = scene.desk(Scene.alertmanager("http://127.0.0.1:9093/"), receivers)) {
      desk.keepFiring(scene.state);
      pass(scene, desk, Duration.ofHours(48));
      scene.recovers("B-1");
      desk.keepFiring(scene.state);
      pass(scene, desk, Duration.ofHours(1));
    }
    List<Receivers.Letter> letters = receivers.letters;
    assertThat(letters).hasSize(48 * 12 + 2);
    assertThat(letters)
        .allSatisfy(
            letter -> {
              assertThat(letter.to()).hasToString("http://127.0.0.1:9093/api/v2/alerts");
              assertThat(letter.body().get(0).path("startsAt").asText())
                  .isEqualTo("2026-01-05T20:00:00Z");
            });
    Instant sent = Scene.START.plus(Duration.ofMinutes(10));
    for (Receivers.Letter letter : letters.subList(0, letters.size() - 1)) {
      assertThat(Instant.parse(letter.body().get(0).path("endsAt").asText()))
          .as("as long as the longest time box, should nobody be there to say more")
          .isEqualTo(sent.plus(Duration.ofDays(366)));
      sent = sent.plus(Duration.ofMinutes(5));
    }
    assertThat(letters.getLast().body().get(0).path("endsAt").asText())
        .as("over")
        .isEqualTo(scene.time.instant().minus(Duration.ofHours(1)).toString());
    assertThat(scene.notices).hasSize(2);
  }

  @Test
  void alertmanager_gets_labels_annotations_and_the_time_of_a_checkpoint() throws IOException {
    Scene scene = scene();
    Files.createDirectories(home.resolve("logs/diagnoses/20260106T030000Z-B-1"));
    scene.time.tick(Duration.ofHours(7));
    scene.fails("B-1").misses("6h", Severity.YELLOW);
    try (AlertDesk desk = scene.desk(Scene.alertmanager("http://127.0.0.1:1"), receivers)) {
      desk.keepFiring(scene.state);
    }
    JsonNode blocker = only(receivers.letters.getLast().body(), "B-1");
    assertThat(blocker.path("labels").toString())
        .isEqualTo(
            "{\"alertname\":\"BlockerNotResolved\",\"plan\":\"week-2\",\"run\":\"week-2-1\","
                + "\"subject\":\"B-1\",\"severity\":\"red\",\"role\":\"FrontEndBot\"}");
    assertThat(blocker.path("annotations").path("summary").asText())
        .isEqualTo("[port-in-use] port 8000 is held");
    assertThat(blocker.path("annotations").path("diagnosis").asText())
        .isEqualTo("logs/diagnoses/20260106T030000Z-B-1");
    assertThat(blocker.path("annotations").path("coordinator").asText()).isEqualTo("@NuWa");
    assertThat(blocker.path("annotations").path("next_step").asText())
        .contains("emergency execute B-1");
    JsonNode checkpoint = only(receivers.letters.getLast().body(), "6h");
    assertThat(checkpoint.path("labels").path("severity").asText()).isEqualTo("yellow");
    assertThat(checkpoint.path("startsAt").asText()).isEqualTo("2026-01-06T02:00:00Z");
  }

  @Test
  void routes_by_role_and_severity() {
    var data =
        new Webhook(
            "data",
            Webhook.Form.JSON,
            "http://data",
            Optional.empty(),
            Set.of("SchemaSage"),
            Severity.YELLOW);
    var nuwa =
        new Webhook(
            "nuwa",
            Webhook.Form.JSON,
            "http://nuwa",
            Optional.empty(),
            Set.of("NuWa"),
            Severity.YELLOW);
    var worst =
        new Webhook(
            "worst",
            Webhook.Form.JSON,
            "http://worst",
            Optional.empty(),
            Set.of(),
            Severity.CRITICAL);
    var red =
        new Webhook(
            "red", Webhook.Form.JSON, "http://red", Optional.empty(), Set.of(), Severity.RED);
    Scene scene =
        scene()
            .fails("B-1")
            .isTried("B-2")
            .isGivenUp("B-2", "SchemaSage")
            .misses("6h", Severity.YELLOW)
            .misses("48h", Severity.CRITICAL);
    try (AlertDesk desk = scene.desk(Scene.webhooks(data, nuwa, worst, red), receivers)) {
      desk.keepFiring(scene.state);
    }
    assertThat(receivers.gists("data")).containsExactly("B-2 news");
    assertThat(receivers.gists("nuwa"))
        .as("what nobody in particular is asked about")
        .containsExactlyInAnyOrder("6h news", "48h news");
    assertThat(receivers.gists("worst")).containsExactly("48h news");
    assertThat(receivers.gists("red"))
        .containsExactlyInAnyOrder("B-1 news", "B-2 news", "48h news");
  }

  @Test
  void a_new_attempt_is_not_the_end_and_a_second_failure_no_news() {
    Scene scene = scene().fails("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      desk.keepFiring(scene.isTried("B-1").state);
      desk.keepFiring(scene.isGivenUp("B-1", "FrontEndBot").state);
      assertThat(receivers.gists()).containsExactly("B-1 news");
      desk.keepFiring(scene.recovers("B-1").state);
      desk.keepFiring(
          scene
              .happens(new Event.BlockerReopened("B-1", "g", "red"))
              .isTried("B-1")
              .isGivenUp("B-1", "FrontEndBot")
              .state);
    }
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 over", "B-1 news");
  }

  @Test
  void another_roles_task_is_news_and_never_over_in_between() {
    Scene scene = scene().fails("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      desk.keepFiring(scene.isTried("B-1").state);
      desk.keepFiring(
          scene.happens(
                  new Event.RoleAssigned("B-1", "SchemaSage", FailureClass.TEST_DATA, "no rows"))
              .state);
      desk.keepFiring(scene.happens(new Event.BlockerFailed("B-1", "no rows")).state);
      desk.keepFiring(scene.recovers("B-1").state);
    }
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 news", "B-1 over");
    assertThat(receivers.letters.get(1).body().path("role").asText()).isEqualTo("SchemaSage");
  }

  @Test
  void what_becomes_worse_is_news_and_not_over() {
    Scene scene = scene().fails("B-1");
    var both = new Alerting(Optional.of("http://am"), OPS.webhooks(), Optional.empty());
    try (AlertDesk desk = scene.desk(both, receivers)) {
      desk.keepFiring(scene.state);
      scene.time.tick(Duration.ofHours(1));
      desk.keepFiring(scene.isDecided(Decision.NO_GO).state);
    }
    assertThat(receivers.gists("ops")).containsExactly("B-1 news", "B-1 news");
    JsonNode last =
        receivers.letters.stream()
            .filter(l -> l.to().toString().contains("am/"))
            .toList()
            .getLast()
            .body();
    assertThat(last).hasSize(2);
    assertThat(last.get(0).path("labels").path("severity").asText()).isEqualTo("red");
    assertThat(last.get(0).path("endsAt").asText())
        .as("to Alertmanager it is another alert")
        .isEqualTo(scene.time.instant().toString());
    assertThat(last.get(1).path("labels").path("severity").asText()).isEqualTo("critical");
  }

  @Test
  void a_refusing_webhook_is_tried_again_less_and_less_often_until_it_takes_the_news() {
    Scene scene = scene().fails("B-1");
    receivers.answer = new Post.Reply.Said(500, "");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      pass(scene, desk, Duration.ofHours(1));
      int tries = receivers.letters.size();
      assertThat(tries).as("10 s, 20 s, ..., then each 5 minutes").isBetween(12, 18);
      receivers.answer = new Post.Reply.Said(204, "");
      pass(scene, desk, Duration.ofHours(1));
      assertThat(receivers.gists()).hasSize(tries + 1).containsOnly("B-1 news");
    }
    assertThat(scene.notices)
        .containsExactly(
            "alert BlockerNotResolved of B-1: not delivered to webhook ops, which answers 500;"
                + " it is tried again, less and less often",
            "alert BlockerNotResolved of B-1: told to webhook ops",
            "webhook ops takes alerts again");
  }

  @Test
  void an_unanswered_message_is_sent_once_more_and_not_as_news() {
    Scene scene = scene().fails("B-1");
    receivers.answer = new Post.Reply.Silent("has not answered");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      pass(scene, desk, Duration.ofHours(5));
      assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 reminder");
      scene.recovers("B-1");
      pass(scene, desk, Duration.ofHours(20));
    }
    assertThat(receivers.gists())
        .containsExactly("B-1 news", "B-1 reminder", "B-1 over", "B-1 over");
  }

  @Test
  void an_alert_that_a_dead_webhook_never_heard_of_is_told_with_its_end() {
    Scene scene = scene().fails("B-1");
    receivers.answer = new Post.Reply.Unreached("cannot be reached");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      scene.time.tick(Duration.ofMinutes(1));
      desk.keepFiring(scene.recovers("B-1").state);
      receivers.answer = new Post.Reply.Said(200, "");
      pass(scene, desk, Duration.ofHours(1));
    }
    assertThat(receivers.gists().getLast()).isEqualTo("B-1 over");
    assertThat(receivers.letters.getLast().body().path("text").asText())
        .contains("since: 2026-01-05T20:00:00Z, over: 2026-01-05T20:01:00Z");
  }

  @Test
  void many_alerts_at_once_come_in_portions_that_chats_take() {
    Scene scene = scene();
    for (int point = 0; point < 25; point++) {
      scene.misses("c" + point, Severity.RED);
    }
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      assertThat(receivers.letters).hasSize(10);
      desk.keepFiring(scene.misses("more", Severity.RED).state);
      assertThat(receivers.letters).hasSize(10);
      pass(scene, desk, Duration.ofMinutes(1));
      assertThat(receivers.letters).hasSize(20);
      pass(scene, desk, Duration.ofMinutes(5));
    }
    assertThat(receivers.gists()).hasSize(26).doesNotHaveDuplicates();
  }

  @Test
  void what_a_missing_secret_or_a_wrong_address_costs_is_said_without_the_address() {
    var unset =
        new Webhook(
            "unset",
            Webhook.Form.JSON,
            "http://h/${secret.TOKEN}",
            Optional.empty(),
            Set.of(),
            Severity.YELLOW);
    var odd =
        new Webhook(
            "odd", Webhook.Form.JSON, "${odd}", Optional.empty(), Set.of(), Severity.YELLOW);
    Scene scene =
        new Scene(home, java.util.Map.of("odd", "hunter2 is no address"), java.util.Map.of());
    scene.fails("B-1");
    try (AlertDesk desk = scene.desk(Scene.webhooks(unset, odd), receivers)) {
      desk.keepFiring(scene.state);
    }
    assertThat(receivers.letters).isEmpty();
    assertThat(String.join("\n", scene.notices))
        .contains("webhook unset, which has no line for TOKEN")
        .contains("webhook odd, which has an address or a secret that is none")
        .doesNotContain("hunter2");
  }
}
