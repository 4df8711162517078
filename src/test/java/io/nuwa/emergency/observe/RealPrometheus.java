package io.nuwa.emergency.observe;

import com.github.dockerjava.api.model.Bind;
import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.testcontainers.containers.GenericContainer;

/**
 * The stack's own Prometheus image with a configuration of the test, on the host's network, so that
 * it can scrape servers of this JVM. It runs as the image's user, who owns nothing here.
 */
final class RealPrometheus implements AutoCloseable {
  private static final String IMAGE =
      System.getProperty("emergency.image.prometheus", "localhost/emergency/prometheus:dev");
  private static final Duration START = Duration.ofSeconds(30);

  private final GenericContainer<?> container;
  private final int port;

  private RealPrometheus(GenericContainer<?> container, int port) {
    this.container = container;
    this.port = port;
  }

  /**
   * Starts it and waits until it is ready.
   *
   * @param home a folder with a {@code prometheus.yml}; has the same path inside
   */
  static RealPrometheus start(Path home, boolean lifecycle)
      throws IOException, InterruptedException {
    Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwxr-xr-x"));
    int port = FreePort.next();
    var command =
        new ArrayList<>(
            List.of(
                "--config.file=" + home.resolve("prometheus.yml"),
                "--storage.tsdb.path=/var/lib/prometheus",
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn"));
    if (lifecycle) {
      command.add("--web.enable-lifecycle");
    }
    var container =
        new GenericContainer<>(IMAGE)
            .withImagePullPolicy(image -> false)
            .withNetworkMode("host")
            .withCommand(command.toArray(String[]::new))
            .withCreateContainerCmdModifier(
                create -> {
                  create.withEntrypoint("prometheus");
                  create.getHostConfig().withBinds(Bind.parse(home + ":" + home + ":ro"));
                });
    container.start();
    var started = new RealPrometheus(container, port);
    started.awaitReady();
    return started;
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** What an administrator does where there is no reload over HTTP. */
  void hangUp() {
    container
        .getDockerClient()
        .killContainerCmd(container.getContainerId())
        .withSignal("HUP")
        .exec();
  }

  @Override
  public void close() {
    container.stop();
  }

  private void awaitReady() throws InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url() + "/-/ready")).build();
    var deadline = Time.system().instant().plus(START);
    try (var client = HttpClient.newHttpClient()) {
      while (Time.system().instant().isBefore(deadline)) {
        try {
          if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
            return;
          }
        } catch (IOException e) {
          // Not listening yet.
        }
        Time.system().pause(Duration.ofMillis(50));
      }
    }
    throw new AssertionError("Prometheus did not become ready:\n" + container.getLogs());
  }
}
