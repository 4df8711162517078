package io.nuwa.text2sql;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.containers.wait.strategy.Wait;
import org.testcontainers.utility.DockerImageName;

/** The shipped images, each on its own, as anybody may start them. */
class ShippedImagesIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Duration SOON = Duration.ofMinutes(2);

  private static GenericContainer<?> image(String name, int port, String ready) {
    return new GenericContainer<>(DockerImageName.parse("localhost/emergency/" + name + ":dev"))
        .withEnv("PORT", Integer.toString(port))
        .withExposedPorts(port)
        .waitingFor(Wait.forHttp(ready).forPort(port).withStartupTimeout(SOON));
  }

  @Test
  void an_alert_that_alertmanager_received_is_there_until_it_is_resolved() throws Exception {
    try (GenericContainer<?> alertmanager = image("alertmanager", 9093, "/-/ready")) {
      alertmanager.start();
      String alerts = address(alertmanager, 9093) + "/api/v2/alerts";

      assertThat(JSON.readTree(get(alerts).body())).isEmpty();
      post(alerts, "[{\"labels\":{\"alertname\":\"Rehearsal\",\"blocker\":\"B-1\"}}]");
      JsonNode firing = JSON.readTree(get(alerts).body());
      post(
          alerts,
          "[{\"labels\":{\"alertname\":\"Rehearsal\",\"blocker\":\"B-1\"},"
              + "\"endsAt\":\"2026-01-01T00:00:00Z\"}]");

      assertThat(firing).hasSize(1);
      assertThat(firing.get(0).path("labels").path("blocker").asText()).isEqualTo("B-1");
      assertThat(JSON.readTree(get(alerts).body())).isEmpty();
    }
  }

  @Test
  void the_api_is_well_only_with_its_database_and_answers_in_chinese_then() throws Exception {
    String password = "test-" + UUID.randomUUID();
    try (Network network = Network.newNetwork();
        GenericContainer<?> database =
            new GenericContainer<>(DockerImageName.parse("localhost/emergency/postgres:dev"))
                .withNetwork(network)
                .withNetworkAliases("database")
                .withEnv("PORT", "5432")
                .withEnv("POSTGRES_PASSWORD", password)
                .waitingFor(
                    Wait.forLogMessage(".*ready to accept connections.*\\s", 1)
                        .withStartupTimeout(SOON));
        GenericContainer<?> api =
            image("text2sql", 8000, "/metrics")
                .withNetwork(network)
                .withCommand("serve")
                .withEnv("DATABASE_URL", "jdbc:postgresql://database:5432/text2sql")
                .withEnv("DATABASE_USER", "text2sql")
                .withEnv("DATABASE_PASSWORD", password)) {
      database.start();
      api.start();
      String address = address(api, 8000);

      assertThat(get(address + "/health").statusCode()).isEqualTo(200);
      assertThat(post(address + "/query", "{\"question\":\"删除用户表\"}").statusCode()).isEqualTo(403);
      database.stop();
      assertThat(get(address + "/health").statusCode()).isEqualTo(503);
    }
  }

  private static String address(GenericContainer<?> container, int port) {
    return "http://" + container.getHost() + ":" + container.getMappedPort(port);
  }

  private static HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(address)).GET());
  }

  private static HttpResponse<String> post(String address, String json)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(address))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(json)));
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), BodyHandlers.ofString());
  }
}
