package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Verdict;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** Alerts as a real Alertmanager understands them. */
class AlertSenderIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Event FAILED = new Event.BlockerFailed("B-1", "port 8000 is held");
  private static final Event ASKED =
      new Event.RoleAssigned("B-1", "FrontEndBot", FailureClass.PORT_IN_USE, "port 8000 is held");
  private static final Event ROUND = new Event.RoundStarted("B-1", 1);

  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final List<Entry> entries = new ArrayList<>();

  @Test
  void a_blocker_that_was_given_up_fires_until_its_gates_are_green() throws Exception {
    try (GenericContainer<?> alertmanager =
        new GenericContainer<>(DockerImageName.parse("localhost/emergency/alertmanager:dev"))
            .withEnv("PORT", "9093")
            .withExposedPorts(9093)
            .waitingFor(
                Wait.forHttp("/-/ready").forPort(9093).withStartupTimeout(Duration.ofMinutes(2)))) {
      alertmanager.start();
      String address = "http://" + alertmanager.getHost() + ":" + alertmanager.getMappedPort(9093);

      tell("http://${host}", Map.of("host", address.substring(7)), ROUND, ASKED, FAILED);

      JsonNode firing = alerts(address);
      assertThat(firing).hasSize(1);
      assertThat(firing.get(0).path("labels").path("alertname").asText())
          .isEqualTo("BlockerNotResolved");
      assertThat(firing.get(0).path("labels").path("subject").asText()).isEqualTo("B-1");
      assertThat(firing.get(0).path("labels").path("role").asText()).isEqualTo("FrontEndBot");
      assertThat(firing.get(0).path("labels").path("severity").asText()).isEqualTo("red");
      assertThat(firing.get(0).path("annotations").path("summary").asText())
          .isEqualTo("[port-in-use] port 8000 is held");
      assertThat(Instant.parse(firing.get(0).path("endsAt").asText()))
          .as("beyond the next check in 6 h")
          .isAfter(Instant.now().plus(Duration.ofHours(6)));

      tell(
          address,
          Map.of(),
          ROUND,
          ASKED,
          FAILED,
          ROUND,
          passes(),
          new Event.BlockerResolved("B-1", "x"));

      assertThat(alerts(address)).isEmpty();
      assertThat(notices)
          .allSatisfy(notice -> assertThat(notice).contains("told to " + address))
          .hasSize(3);
    }
  }

  @Test
  void a_new_attempt_is_not_the_end_of_an_alert() throws Exception {
    tell("http://127.0.0.1:1", Map.of(), ROUND, ASKED, FAILED, ROUND);

    assertThat(notices).hasSize(1);
    assertThat(notices.getFirst()).startsWith("1 alert firing: not delivered to");
  }

  @Test
  void a_dead_or_wrong_alertmanager_is_told_and_disturbs_nobody() throws Exception {
    tell("http://127.0.0.1:1", Map.of(), ROUND, ASKED, FAILED);
    tell("no address", Map.of(), ROUND, ASKED, FAILED);
    tell("http://${port.unknown}", Map.of(), ROUND, ASKED, FAILED);

    assertThat(notices).hasSize(3).allSatisfy(n -> assertThat(n).contains("not delivered to"));
  }

  private static JsonNode alerts(String address) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(address + "/api/v2/alerts")).build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
    }
  }

  private static Event passes() {
    return new Event.GateMeasured(
        "B-1",
        "g",
        new Reading(Verdict.PASS, OptionalDouble.of(1), "", Instant.EPOCH),
        Optional.empty(),
        List.of());
  }

  private void tell(String address, Map<String, String> facts, Event... events) {
    entries.clear();
    var started =
        new Event.RunStarted(
            "run-1",
            "p",
            "d",
            "t",
            Duration.ofHours(48),
            Duration.ofHours(6),
            List.of(
                new BlockerOutline(
                    "B-1", "t", "FrontEndBot", List.of(new BlockerOutline.GateOutline("g", "g")))),
            facts);
    entries.add(new Entry(1, Instant.now(), started));
    RunState state = RunState.begin(entries.getFirst());
    try (var sender = new AlertSender(address, notices::add)) {
      for (Event event : events) {
        entries.add(new Entry(entries.size() + 1, Instant.now(), event));
        state = state.after(entries.getLast());
        sender.recorded(entries.getLast(), state);
      }
    }
  }
}
