package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.PortBinding;
import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.deploy.engine.LocalMachine;
import io.nuwa.emergency.metrics.Dashboard;
import io.nuwa.emergency.metrics.Health;
import io.nuwa.emergency.metrics.MetricsServer;
import io.nuwa.emergency.metrics.Samples;
import io.nuwa.emergency.plan.Metrics;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.testcontainers.containers.GenericContainer;
import org.testcontainers.containers.Network;
import org.testcontainers.utility.MountableFile;

/**
 * The Prometheus of the stack, with its own configuration and on a network of its own, fetches the
 * figures of a watch on this machine.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MetricsScrapeIT {
  private static final String IMAGE =
      System.getProperty("emergency.image.prometheus", "localhost/emergency/prometheus:dev");
  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private Path home;
  private final String project = "metrics" + UUID.randomUUID().toString().substring(0, 8);
  private final int entrance = FreePort.next();
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private Network network;
  private GenericContainer<?> prometheus;
  private HttpClient client;
  private Path targets;
  private int port;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    home = folder;
    targets = Files.createDirectories(home.resolve("targets"));
    for (Path open : List.of(home, targets)) {
      Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    network = Network.newNetwork();
    prometheus =
        new GenericContainer<>(IMAGE)
            .withImagePullPolicy(image -> false)
            .withNetwork(network)
            .withExposedPorts(9090)
            .withLabel("com.docker.compose.project", project)
            .withLabel("com.docker.compose.service", "prometheus")
            .withLabel("com.docker.compose.config-hash", "as compose writes it")
            .withCreateContainerCmdModifier(
                create ->
                    create
                        .getHostConfig()
                        // One that stays: Docker chooses another when the container starts again.
                        .withPortBindings(PortBinding.parse("127.0.0.1:" + entrance + ":9090"))
                        .withBinds(Bind.parse(targets + ":/etc/prometheus/targets:ro")));
    prometheus.start();
    client = HttpClient.newHttpClient();
  }

  /** What an earlier test left in Prometheus has another port, so it is another instance. */
  @BeforeEach
  void choosePort() {
    notices.clear();
    port = FreePort.next();
  }

  @AfterAll
  void stop() {
    prometheus.stop();
    network.close();
    client.close();
  }

  @Test
  void prometheus_in_its_container_fetches_the_figures_until_the_watch_ends() throws Exception {
    Path file = targets.resolve("emergency.json");
    try (MetricsServer server = server()) {
      server.start();
      await(up(), "1");
      assertThat(notices).isEmpty();
      assertThat(value("emergency_gate_value{gate=\"pass-rate\"}")).isEqualTo("92.5");
      assertThat(value("emergency_blocker_status{blocker=\"B-1\",status=\"resolved\"}"))
          .isEqualTo("1");
      assertThat(query("emergency_gate_value{gate=\"failed-cases\"}").at("/data/result")).isEmpty();
      assertThat(Files.readString(file))
          .matches("\\[\\{\"targets\":\\[\"[0-9.]+:" + port + "\"]}]\n");
      for (String question : Dashboard.questions()) {
        assertThat(query(question).path("status").asText()).as(question).isEqualTo("success");
      }
      // Each question about figures of this very life has an answer.
      assertThat(Dashboard.questions())
          .filteredOn(question -> !question.startsWith("increase("))
          .allSatisfy(
              question -> assertThat(query(question).at("/data/result")).as(question).isNotEmpty());
    }
    assertThat(file).doesNotExist();
    awaitNothing(up());
  }

  /** The engine removes the bridge with its last container, and makes it again with the next. */
  @Test
  void a_stack_that_was_stopped_and_started_fetches_again() throws Exception {
    try (MetricsServer server = server()) {
      server.start();
      await(up(), "1");
      var docker = prometheus.getDockerClient();
      docker.stopContainerCmd(prometheus.getContainerId()).exec();
      server.look();
      docker.startContainerCmd(prometheus.getContainerId()).exec();
      long again = Time.system().instant().getEpochSecond();
      await("timestamp(" + up() + " == 1) > bool " + again, "1");
    }
    assertThat(notices).isEmpty();
  }

  @Test
  void promtool_finds_nothing_to_complain_about() throws Exception {
    assertThat(promtool("# TYPE wrongMillis counter\nwrongMillis 1\n")).isNotEmpty();
    assertThat(promtool(Samples.page().text())).isEmpty();
  }

  /** What promtool says of a page; empty when all is well. */
  private String promtool(String page) throws IOException, InterruptedException {
    Path file = Files.writeString(Files.createTempFile(home, "page", ".prom"), page);
    prometheus.copyFileToContainer(MountableFile.forHostPath(file, 0644), "/tmp/page.prom");
    var said = prometheus.execInContainer("sh", "-c", "promtool check metrics < /tmp/page.prom");
    return said.getStdout()
        + said.getStderr()
        + (said.getExitCode() == 0 ? "" : "code " + said.getExitCode());
  }

  private String up() {
    return "up{job=\"emergency\",instance=~\".*:" + port + "\"}";
  }

  private MetricsServer server() {
    var stack =
        new Stack("", project, List.of("prometheus"), Map.of(), Optional.empty(), List.of());
    return new MetricsServer(
        new Metrics(
            List.of(
                new Metrics.Loopback("127.0.0.1", port), new Metrics.Gateway("prometheus", port)),
            Optional.of("targets/emergency.json"),
            Optional.empty()),
        home,
        new StackGateways(new LocalMachine(home), Optional.of(stack), Map::of),
        Samples::page,
        () -> new Health(true, "well"),
        Time.system(),
        notices::add);
  }

  private void await(String question, String wanted) throws InterruptedException {
    var deadline = Time.system().instant().plus(PATIENCE);
    while (!value(question).equals(wanted)) {
      assertThat(Time.system().instant())
          .as("%s is '%s'; %s", question, value(question), notices)
          .isBefore(deadline);
      Time.system().pause(Duration.ofMillis(200));
    }
  }

  private void awaitNothing(String question) throws InterruptedException {
    var deadline = Time.system().instant().plus(PATIENCE);
    while (!query(question).at("/data/result").isEmpty()) {
      assertThat(Time.system().instant())
          .as("%s; %s", query(question), query(question.replace("}", "}[1m]")))
          .isBefore(deadline);
      Time.system().pause(Duration.ofMillis(200));
    }
  }

  /** The value of the only series; empty when there is none. */
  private String value(String question) {
    return query(question).at("/data/result/0/value/1").asText("");
  }

  private JsonNode query(String question) {
    String address =
        "http://127.0.0.1:%d/api/v1/query?query=%s"
            .formatted(entrance, URLEncoder.encode(question, StandardCharsets.UTF_8));
    try {
      var request = HttpRequest.newBuilder(URI.create(address)).build();
      return new ObjectMapper()
          .readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    } catch (IOException e) {
      // It is not ready yet.
      return new ObjectMapper().createObjectNode();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }
}
