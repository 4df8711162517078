package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.plan.Alerting;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is owed, over restarts, damage, full disks and clocks that are set. */
class OwedAlertsTest {
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

  @Test
  void a_restart_tells_nothing_twice_and_a_deleted_outbox_has_it_told_anew() throws IOException {
    Scene scene = scene().fails("B-1");
    for (int process = 0; process < 5; process++) {
      try (AlertDesk desk = scene.desk(OPS, receivers)) {
        desk.keepFiring(scene.state);
        pass(scene, desk, Duration.ofMinutes(30));
      }
    }
    assertThat(receivers.gists()).containsExactly("B-1 news");

    Files.delete(Setting.outbox(home));
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
    }
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 news");
  }

  @Test
  void what_ended_while_nobody_watched_is_told_by_the_next_process() {
    Scene scene = scene().fails("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
    }
    scene.time.tick(Duration.ofDays(1));
    scene.fresh("week-2-2").recovers("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
    }
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 over");
    assertThat(receivers.letters.getLast().body().path("run").asText()).isEqualTo("week-2-1");
  }

  @Test
  void a_state_that_is_older_than_what_another_process_told_changes_nothing() {
    Scene scene = scene().fails("B-1");
    try (AlertDesk watch = scene.desk(OPS, receivers)) {
      watch.keepFiring(scene.state);
      RunState old = scene.state;
      scene.time.tick(Duration.ofMinutes(5));
      scene.recovers("B-1");
      try (AlertDesk run = scene.desk(OPS, receivers)) {
        run.keepFiring(scene.state);
      }
      assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 over");
      for (int minute = 0; minute < 600; minute++) {
        scene.time.tick(Duration.ofMinutes(1));
        watch.keepFiring(old);
      }
      assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 over");
    }
  }

  @Test
  void a_clock_that_is_set_back_or_forward_neither_silences_nor_floods() {
    Scene scene = scene().fails("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      scene.time.set(Scene.START.minus(Duration.ofDays(30)));
      pass(scene, desk, Duration.ofHours(31));
      assertThat(receivers.gists().stream().filter("B-1 reminder"::equals)).hasSizeBetween(1, 6);
      int told = receivers.letters.size();
      scene.time.set(Scene.START.plus(Duration.ofDays(300)));
      pass(scene, desk, Duration.ofMinutes(10));
      assertThat(receivers.letters).hasSize(told + 1);
    }
  }

  @Test
  void a_full_disk_is_told_once_and_silences_nothing() {
    Scene scene = scene().fails("B-1");
    try (AlertDesk desk =
        scene.desk(
            OPS,
            (file, text) -> {
              throw new IOException("No space left on device");
            },
            receivers)) {
      desk.keepFiring(scene.state);
      pass(scene, desk, Duration.ofHours(7));
      desk.keepFiring(scene.recovers("B-1").state);
    }
    assertThat(receivers.gists()).containsExactly("B-1 news", "B-1 reminder", "B-1 over");
    assertThat(scene.notices.stream().filter(n -> n.contains("No space left"))).hasSize(1);
  }

  @Test
  void a_damaged_outbox_is_told_once_kept_and_begun_anew() throws IOException {
    for (String damaged :
        List.of("", "{", "[]", "{\"schemaVersion\": 1}", "{\"schemaVersion\": 9}", "\0\0\0")) {
      Scene scene = scene().fails("B-1");
      receivers.letters.clear();
      Files.createDirectories(Setting.outbox(home).getParent());
      Files.writeString(Setting.outbox(home), damaged);
      try (AlertDesk desk = scene.desk(OPS, receivers)) {
        desk.keepFiring(scene.state);
        pass(scene, desk, Duration.ofMinutes(5));
      }
      assertThat(receivers.gists()).as(damaged).containsExactly("B-1 news");
      assertThat(scene.notices).filteredOn(n -> n.contains("is damaged")).hasSize(1);
      assertThat(home.resolve("promptx/memory/alerts.json.damaged")).hasContent(damaged);
      JsonText.read(Files.readString(Setting.outbox(home)));
      Files.delete(Setting.outbox(home));
    }
  }

  @Test
  void an_outbox_that_cannot_be_a_file_stops_nothing() throws IOException {
    Files.createDirectories(Setting.outbox(home).resolve("occupied"));
    Scene scene = scene().fails("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      pass(scene, desk, Duration.ofMinutes(30));
    }
    assertThat(receivers.gists()).containsExactly("B-1 news");
  }

  private static void misses(Scene scene, int checkpoints, boolean met) {
    for (int point = 0; point < checkpoints; point++) {
      scene.happens(new Event.CheckpointReached("c" + point, met, Severity.RED, "all resolved"));
    }
  }

  private JsonNode kept() throws IOException {
    return new com.fasterxml.jackson.databind.ObjectMapper()
        .readTree(Setting.outbox(home).toFile())
        .path("alerts");
  }

  @Test
  void ends_that_nobody_takes_do_not_grow_without_bound() throws IOException {
    receivers.answer = new Post.Reply.Unreached("cannot be reached");
    Scene scene = scene();
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      misses(scene, 250, false);
      desk.keepFiring(scene.state);
      assertThat(kept()).hasSize(250);
      misses(scene.fresh("week-2-2"), 250, true);
      desk.keepFiring(scene.state);
      assertThat(kept()).hasSize(200);
      assertThat(scene.notices).anyMatch(n -> n.contains("told to nobody any more"));
    }
  }

  @Test
  void what_the_plan_does_not_have_any_longer_does_not_grow_without_bound() throws IOException {
    Scene scene = scene();
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      misses(scene, 250, false);
      desk.keepFiring(scene.state);
      desk.keepFiring(scene.fresh("week-2-2").state);
      assertThat(kept()).hasSize(200);
    }
    assertThat(receivers.gists()).noneMatch(gist -> gist.endsWith("over"));
  }

  @Test
  void nothing_is_written_where_nothing_ever_fired() throws IOException {
    Scene scene = scene().recovers("B-1");
    try (AlertDesk desk = scene.desk(OPS, receivers)) {
      desk.keepFiring(scene.state);
      pass(scene, desk, Duration.ofHours(48));
    }
    assertThat(receivers.letters).isEmpty();
    assertThat(scene.notices).isEmpty();
    assertThat(Setting.outbox(home)).doesNotExist();
    try (Stream<Path> files = Files.walk(home)) {
      assertThat(files.filter(file -> file.toString().endsWith(".json"))).isEmpty();
    }
  }
}
