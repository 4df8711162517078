package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.notify.ledger.Outbox;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.plan.Alerting;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Status;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is killed before or after any write and any message, and another in its place. */
class AlertKillTest {
  private static final Alerting BOTH =
      new Alerting(
          Optional.of("http://am"),
          List.of(Scene.webhook("ops"), Scene.webhook("boss")),
          Optional.empty());

  @TempDir Path temp;

  /** The process is dead: nothing it tries afterwards takes effect. */
  private static final class Killed extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** A process that dies at its n-th chance to; each write and each message gives it two. */
  private static final class Mortal implements Post, Outbox.Pen {
    private final Receivers receivers;
    private int left;

    Mortal(Receivers receivers, int left) {
      this.receivers = receivers;
      this.left = left;
    }

    boolean isDead() {
      return left <= 0;
    }

    private void chance() {
      if (left <= 0 || --left == 0) {
        left = 0;
        throw new Killed();
      }
    }

    @Override
    public Reply send(URI target, String body) {
      chance();
      Reply answer = receivers.send(target, body);
      chance();
      return answer;
    }

    @Override
    public Reply ask(URI target) {
      chance();
      return receivers.ask(target);
    }

    @Override
    public void write(Path file, String text) throws IOException {
      chance();
      // That a file is replaced as a whole is AtomicFile's affair; a thousand fsyncs prove nothing.
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      chance();
    }
  }

  @Test
  void a_thousand_kills_send_no_news_twice_and_lose_nothing_that_is_owed() throws IOException {
    var random = new Random(7);
    int kills = 0;
    int lateNews = 0;
    for (int story = 0; kills < 1000; story++) {
      var receivers = new Receivers();
      var scene = new Scene(Files.createDirectory(temp.resolve("home" + story)));
      var fired = new HashMap<String, Integer>();
      var mortal = new Mortal(receivers, 1 + random.nextInt(16));
      AlertDesk desk = scene.desk(BOTH, mortal, mortal);
      for (int minute = 0; minute < 60; minute++) {
        scene.time.tick(Duration.ofMinutes(1));
        change(scene, fired, random);
        desk.keepFiring(scene.state);
        if (mortal.isDead()) {
          kills++;
          mortal = new Mortal(receivers, 1 + random.nextInt(16));
          desk = scene.desk(BOTH, mortal, mortal);
        }
      }
      // From here on nothing happens any more, and nobody kills: everybody hears how it stands.
      AlertDesk last = scene.desk(BOTH, Files::writeString, receivers);
      for (int time = 0; time < 7 * 12; time++) {
        last.keepFiring(scene.state);
        scene.time.tick(Duration.ofMinutes(5));
      }
      for (String chat : List.of("ops", "boss")) {
        lateNews += judge(receivers.gists(chat), fired, scene);
      }
      assertThat(known(receivers, scene)).isEqualTo(firing(scene));
    }
    assertThat(kills).isGreaterThanOrEqualTo(1000);
    assertThat(lateNews).as("some kills hit between a message and its record").isPositive();
  }

  /** A blocker fails or recovers, now and then. */
  private static void change(Scene scene, Map<String, Integer> fired, Random random) {
    String blocker = "B-" + (1 + random.nextInt(3));
    boolean fires = scene.state.blocker(blocker).assigned().isPresent();
    if (random.nextInt(3) > 0) {
      return;
    }
    if (fires) {
      scene.recovers(blocker);
      return;
    }
    if (scene.state.blocker(blocker).status() == Status.RESOLVED) {
      scene.happens(new Event.BlockerReopened(blocker, "g", "red again"));
    }
    scene.fails(blocker);
    fired.merge(blocker, 1, Integer::sum);
  }

  private static Set<String> firing(Scene scene) {
    return scene.state.blockers().values().stream()
        .filter(blocker -> blocker.assigned().isPresent())
        .map(blocker -> blocker.outline().id())
        .collect(Collectors.toSet());
  }

  /** What fires as Alertmanager sees it: what it was told last of each has not ended yet. */
  private static Set<String> known(Receivers receivers, Scene scene) {
    var ends = new HashMap<String, Instant>();
    for (Receivers.Letter letter : receivers.letters) {
      if (letter.to().toString().contains("am/")) {
        for (JsonNode alert : letter.body()) {
          ends.put(
              alert.path("labels").path("subject").asText(),
              Instant.parse(alert.path("endsAt").asText()));
        }
      }
    }
    ends.values().removeIf(end -> !end.isAfter(scene.time.instant()));
    return ends.keySet();
  }

  /** How many alerts came first as something else than news, because of a kill. */
  private static int judge(List<String> gists, Map<String, Integer> fired, Scene scene) {
    int late = 0;
    for (String blocker : List.of("B-1", "B-2", "B-3")) {
      List<String> about = gists.stream().filter(g -> g.startsWith(blocker)).toList();
      long news = about.stream().filter(g -> g.endsWith("news")).count();
      long over = about.stream().filter(g -> g.endsWith("over")).count();
      assertThat(news).as(about::toString).isLessThanOrEqualTo(fired.getOrDefault(blocker, 0));
      boolean fires = scene.state.blocker(blocker).assigned().isPresent();
      if (fires) {
        assertThat(about).as("it fires, and somebody knows").isNotEmpty();
        assertThat(about.getLast()).isNotEqualTo(blocker + " over");
      } else if (!about.isEmpty()) {
        assertThat(about.getLast()).as("the end is told").isEqualTo(blocker + " over");
        assertThat(over)
            .as("an end is told again only when a kill hid its answer")
            .isLessThan(2L * fired.get(blocker) + 5);
      }
      late += news == 0 && !about.isEmpty() ? 1 : 0;
    }
    return late;
  }
}
