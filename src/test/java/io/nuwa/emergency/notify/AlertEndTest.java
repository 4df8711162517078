package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.cli.PublishedSchema;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.plan.Alerting;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Webhook;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RiskStanding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An alert ends because something was measured, never because it is not mentioned. */
class AlertEndTest {
  private static final Alerting OPS = Scene.webhooks(Scene.webhook("ops"));
  private static final Alerting ALERTMANAGER = Scene.alertmanager("http://am");

  @TempDir Path home;
  private final Receivers receivers = new Receivers();

  private Scene scene() {
    return new Scene(home);
  }

  /** A process of its own that is told how it stands, a minute later. */
  private void told(Scene scene, Alerting whom) {
    scene.time.tick(Duration.ofMinutes(1));
    try (AlertDesk desk = scene.desk(whom, receivers)) {
      desk.keepFiring(scene.state);
    }
  }

  /** The daemon's minutes. */
  private void pass(Scene scene, Alerting whom, Duration time) {
    try (AlertDesk desk = scene.desk(whom, receivers)) {
      for (long minute = 0; minute < time.toMinutes(); minute++) {
        scene.time.tick(Duration.ofMinutes(1));
        desk.keepFiring(scene.state);
      }
    }
  }

  private JsonNode last() {
    return receivers.letters.getLast().body();
  }

  private Instant end() {
    return Instant.parse(last().get(0).path("endsAt").asText());
  }

  @Test
  void a_new_run_that_left_a_blocker_out_ends_no_alert() {
    Scene scene = scene().fails("B-1").fails("B-2");
    told(scene, OPS);
    told(scene.fresh("week-2-2").recovers("B-1"), OPS);
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-2 news", "B-1 over");
    pass(scene, OPS, Duration.ofHours(7));
    assertThat(receivers.gists()).endsWith("B-1 over", "B-2 reminder");
    told(scene.recovers("B-2"), OPS);
    assertThat(receivers.gists()).endsWith("B-2 reminder", "B-2 over");
    assertThat(last().path("run").asText()).as("in which it began").isEqualTo("week-2-1");
  }

  @Test
  void the_end_of_an_earlier_runs_alert_is_told_as_soon_as_it_is_measured() {
    Scene scene = scene().fails("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      desk.keepFiring(scene.fresh("week-2-2").state);
      desk.keepFiring(scene.recovers("B-1").state);
      assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 over");
    }
  }

  @Test
  void what_a_new_run_gives_up_too_is_the_same_alert() {
    Scene scene = scene().fails("B-1");
    told(scene, ALERTMANAGER);
    told(scene, OPS);
    told(scene.fresh("week-2-2").fails("B-1"), OPS);
    assertThat(receivers.gists("ops")).containsExactly("B-1 news");
    told(scene, ALERTMANAGER);
    assertThat(last()).hasSize(1);
    assertThat(last().get(0).path("labels").path("run").asText()).isEqualTo("week-2-1");
    assertThat(end()).isAfter(scene.time.instant());
  }

  @Test
  void alertmanager_keeps_what_a_new_run_has_not_measured() {
    Scene scene = scene().fails("B-1");
    told(scene, ALERTMANAGER);
    pass(scene.fresh("week-2-2").recovers("B-2"), ALERTMANAGER, Duration.ofHours(48));
    assertThat(receivers.letters).hasSizeGreaterThan(48 * 12 - 2);
    assertThat(end()).isAfter(scene.time.instant().plus(Duration.ofDays(365)));
  }

  @Test
  void one_that_was_green_for_a_moment_only_is_not_over() {
    Scene scene = scene().fails("B-1");
    told(scene, OPS);
    told(scene.recovers("B-1").happens(new Event.BlockerReopened("B-1", "g", "red again")), OPS);
    assertThat(receivers.gists()).containsExactly("B-1 news");
  }

  @Test
  void a_blocker_that_the_plan_dropped_is_said_to_be_watched_no_longer_and_never_over()
      throws IOException {
    Scene scene = scene().fails("B-1");
    told(scene, OPS);
    told(scene.isReplanned("B-2", "B-3"), OPS);
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 unwatched");
    assertThat(last().path("status").asText()).isEqualTo("firing");
    assertThat(PublishedSchema.ALERT.problems(last().toString())).isEmpty();
    assertThat(last().path("text").asText())
        .contains(
            "no longer watched, not over (RED): B-1 is not resolved",
            "port 8000 is held (no longer in the plan, and not measured since)",
            "put it back into the plan and have it measured, or close the alert by hand");
    pass(scene, OPS, Duration.ofHours(24));
    assertThat(receivers.gists()).as("said once").hasSize(2);
    assertThat(Files.readString(Setting.outbox(home))).contains("\"unwatched\"");

    told(scene.isReplanned("B-1", "B-2"), OPS);
    assertThat(receivers.gists()).as("watched again").hasSize(3).endsWith("B-1 reminder");
    told(scene.recovers("B-1"), OPS);
    assertThat(receivers.gists()).endsWith("B-1 reminder", "B-1 over");
  }

  @Test
  void alertmanager_is_told_that_a_dropped_blocker_was_not_measured() {
    Scene scene = scene().fails("B-1");
    told(scene, ALERTMANAGER);
    told(scene.isReplanned("B-2"), ALERTMANAGER);
    assertThat(last().get(0).path("annotations").path("summary").asText())
        .contains("no longer in the plan");
    assertThat(end()).isAfter(scene.time.instant());
    pass(scene, ALERTMANAGER, Duration.ofMinutes(11));
    assertThat(receivers.letters)
        .as("renewed by the next process and each 5 minutes, or it would be forgotten")
        .hasSize(2 + 3);
  }

  @Test
  void a_risk_that_cannot_be_measured_any_longer_fires_until_it_is_measured_to_be_gone() {
    Scene scene = scene().isJudged("ratio", RiskStanding.SEEN, "12 of 100 failed");
    told(scene, OPS);
    Instant blind = scene.time.instant();
    scene.isJudged("ratio", RiskStanding.UNKNOWN, "Prometheus does not answer");
    pass(scene, OPS, Duration.ofHours(7));
    assertThat(receivers.gists()).containsExactly("ratio news", "ratio reminder");
    assertThat(last().path("summary").asText())
        .isEqualTo(
            "failures: cannot be measured since "
                + blind
                + " (Prometheus does not answer); when it was measured last: 12 of 100 failed");
    told(scene.isJudged("ratio", RiskStanding.GONE, "0 of 100 failed"), OPS);
    assertThat(receivers.gists()).endsWith("ratio reminder", "ratio over");
  }

  @Test
  void a_risk_that_a_new_run_cannot_measure_yet_stays() {
    Scene scene = scene().isJudged("ratio", RiskStanding.SEEN, "12 of 100 failed");
    told(scene, OPS);
    told(scene.fresh("week-2-2"), OPS);
    told(scene.isJudged("ratio", RiskStanding.UNKNOWN, "nothing there"), OPS);
    assertThat(receivers.gists()).containsExactly("ratio news");
    told(scene.isJudged("ratio", RiskStanding.GONE, "0 of 100 failed"), OPS);
    assertThat(receivers.gists()).containsExactly("ratio news", "ratio over");
  }

  @Test
  void a_missed_checkpoint_is_over_when_a_new_run_has_measured_what_it_is_about() {
    Scene scene = scene().misses("6h", Severity.YELLOW);
    told(scene, OPS);
    told(scene.fresh("week-2-2").recovers("B-2"), OPS);
    assertThat(receivers.gists()).containsExactly("6h news");
    told(scene.recovers("B-1"), OPS);
    assertThat(receivers.gists()).containsExactly("6h news", "6h over");
  }

  @Test
  void a_checkpoint_that_the_next_run_misses_too_is_news_without_an_end_in_between() {
    Scene scene = scene().misses("6h", Severity.YELLOW);
    told(scene, OPS);
    told(scene.fresh("week-2-2").misses("6h", Severity.YELLOW), OPS);
    assertThat(receivers.gists()).containsExactly("6h news", "6h news");
  }

  @Test
  void the_role_that_hands_a_blocker_on_is_not_told_that_it_is_over() {
    var data =
        new Webhook(
            "data",
            Webhook.Form.JSON,
            "http://data",
            Optional.empty(),
            Set.of("SchemaSage"),
            Severity.YELLOW);
    Scene scene = scene().isTried("B-1").isGivenUp("B-1", "SchemaSage");
    told(scene, Scene.webhooks(data));
    scene.isTried("B-1").isGivenUp("B-1", "FrontEndBot");
    told(scene, Scene.webhooks(data));
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 news");
    assertThat(last().path("role").asText()).isEqualTo("FrontEndBot");
    told(scene.recovers("B-1"), Scene.webhooks(data));
    assertThat(receivers.gists()).endsWith("B-1 news", "B-1 over");
  }

  @Test
  void a_lost_ledger_loses_no_alert_that_the_state_says() throws IOException {
    Scene scene = scene().fails("B-1");
    told(scene, OPS);
    Files.delete(Setting.outbox(home));
    told(scene.isTried("B-1"), OPS);
    Files.writeString(Setting.outbox(home), "{\"schemaVersion\":1,\"run\":");
    told(scene, OPS);
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 news", "B-1 news");
  }

  @Test
  void an_end_that_an_unreachable_chat_is_owed_is_dropped_when_it_fires_again() {
    Scene scene = scene().fails("B-1");
    receivers.answer = new Post.Reply.Said(200, "");
    told(scene, OPS);
    receivers.answer = new Post.Reply.Unreached("cannot be reached");
    told(scene.recovers("B-1"), OPS);
    receivers.letters.clear();
    receivers.answer = new Post.Reply.Said(200, "");
    scene
        .happens(new Event.BlockerReopened("B-1", "g", "red"))
        .isTried("B-1")
        .happens(
            new Event.RoleAssigned("B-1", "SchemaSage", FailureClass.TEST_DATA, "no rows"),
            new Event.BlockerFailed("B-1", "no rows"));
    told(scene, OPS);
    assertThat(receivers.gists()).containsExactly("B-1 news");
  }
}
