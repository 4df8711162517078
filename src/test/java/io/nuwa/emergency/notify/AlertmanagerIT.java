package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.notify.message.HttpPost;
import io.nuwa.emergency.time.Time;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.utility.DockerImageName;

/** Alerts as a real Alertmanager understands them. */
class AlertmanagerIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String FORGETFUL =
      """
      global: {resolve_timeout: 2s}
      route: {receiver: nobody}
      receivers: [{name: nobody}]
      """;

  @TempDir Path home;

  @Test
  void a_blocker_that_was_given_up_fires_until_its_gates_are_green() throws Exception {
    try (GenericContainer<?> alertmanager =
        new GenericContainer<>(DockerImageName.parse("localhost/emergency/alertmanager:dev"))
            .withEnv("PORT", "9093")
            .withCopyToContainer(
                Transferable.of(FORGETFUL, 0644), "/etc/alertmanager/alertmanager.yml")
            .withExposedPorts(9093)
            .waitingFor(
                Wait.forHttp("/-/ready").forPort(9093).withStartupTimeout(Duration.ofMinutes(2)))) {
      alertmanager.start();
      String host = alertmanager.getHost() + ":" + alertmanager.getMappedPort(9093);
      var scene = new Scene(home, Map.of("host", host), Map.of());
      // Alertmanager has a clock of its own.
      scene.time.set(Instant.now().minusSeconds(60));
      scene.fresh("week-2-1").fails("B-1");
      scene.time.set(Instant.now());
      try (var desk =
          new AlertDesk(
              scene.setting(Scene.alertmanager("http://${host}")),
              io.nuwa.emergency.notify.ledger.Outbox.atomically(),
              new HttpPost(),
              Runnable::run)) {
        desk.keepFiring(scene.state);

        JsonNode firing = alerts(host);
        assertThat(firing).hasSize(1);
        JsonNode labels = firing.get(0).path("labels");
        assertThat(labels.path("alertname").asText()).isEqualTo("BlockerNotResolved");
        assertThat(labels.path("subject").asText()).isEqualTo("B-1");
        assertThat(labels.path("role").asText()).isEqualTo("FrontEndBot");
        assertThat(labels.path("severity").asText()).isEqualTo("red");
        assertThat(labels.path("plan").asText()).isEqualTo("week-2");
        assertThat(firing.get(0).path("annotations").path("summary").asText())
            .isEqualTo("[port-in-use] port 8000 is held");
        assertThat(firing.get(0).path("annotations").path("coordinator").asText())
            .isEqualTo("@NuWa");
        assertThat(end(firing))
            .as("for as long as nobody measures anything")
            .isAfter(Instant.now().plus(Duration.ofDays(365)));

        // One that it was told without an end is forgotten meanwhile: so ours needs its own.
        post(host, "[{\"labels\":{\"alertname\":\"WithoutEnd\"}}]");
        assertThat(alerts(host)).hasSize(2);
        for (int looks = 0; alerts(host).size() > 1; looks++) {
          assertThat(looks).as("it is forgotten within half a minute").isLessThan(300);
          Time.system().pause(Duration.ofMillis(100));
        }
        assertThat(alerts(host).get(0).path("labels").path("subject").asText()).isEqualTo("B-1");

        scene.time.tick(Duration.ofMinutes(6));
        desk.keepFiring(scene.state);
        JsonNode still = alerts(host);
        assertThat(still).hasSize(1);
        assertThat(end(still)).as("re-sent").isAfter(end(firing).plusSeconds(300));
        assertThat(still.get(0).path("startsAt").asText())
            .isEqualTo(firing.get(0).path("startsAt").asText());

        scene.time.set(Instant.now());
        desk.keepFiring(scene.recovers("B-1").state);
        assertThat(alerts(host)).isEmpty();
      }
      assertThat(scene.notices)
          .containsExactly(
              "alert BlockerNotResolved of B-1: told to alertmanager",
              "alert BlockerNotResolved of B-1 is over: told to alertmanager");
    }
  }

  private static Instant end(JsonNode alerts) {
    return Instant.parse(alerts.get(0).path("endsAt").asText());
  }

  private static JsonNode alerts(String host) throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://" + host + "/api/v2/alerts")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }
  }

  private static void post(String host, String body) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://" + host + "/api/v2/alerts"))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      assertThat(client.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }
  }
}
