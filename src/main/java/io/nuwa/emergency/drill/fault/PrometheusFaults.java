package io.nuwa.emergency.drill.fault;

import static io.nuwa.emergency.failure.FailureClass.NOT_READY;
import static io.nuwa.emergency.failure.FailureClass.PORT_IN_USE;
import static io.nuwa.emergency.failure.FailureClass.SERIES_GAP;
import static io.nuwa.emergency.failure.FailureClass.TARGET_DOWN;

import io.nuwa.emergency.drill.ground.ShippedStack;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.scene.Web;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Lies of Prometheus: the wrong one answers, or the right one watches the wrong things. */
final class PrometheusFaults {
  private static final String TARGETS = "stack/prometheus/targets/text2sql.json";
  private static final String CONFIGURATION = "/tmp/prometheus.yml";
  private static final String KEPT = "/tmp/prometheus.kept";

  private PrometheusFaults() {}

  static Fault stranger() {
    return new Fault(
        "strangers-prometheus",
        "another project's Prometheus answers at our port, and all of its targets are UP",
        Expectation.repaired(PORT_IN_USE, TARGET_DOWN, NOT_READY),
        scene -> {
          int port = scene.port("prometheus");
          String name = "strangers-prometheus-of-" + scene.ground().project();
          var gone = new AtomicBoolean();
          return Trouble.brought(
              () -> {
                scene
                    .compose()
                    .up(ShippedStack.PROMETHEUS, service -> service.put("ports", List.of()));
                scene.engine().ask(strangers(scene, name, port));
              },
              () -> gone.get() ? Optional.empty() : harm(scene, name, port),
              () -> {
                gone.set(true);
                scene.engine().run(List.of("rm", "-f", "-v", name));
                scene.compose().up(ShippedStack.PROMETHEUS);
              });
        });
  }

  /** It must survive whatever is done about the port. */
  private static Optional<String> harm(Scene scene, String name, int port)
      throws InterruptedException {
    if (!runs(scene, name)) {
      return Optional.of("the stranger's Prometheus was ended");
    }
    return scene.port("prometheus") == port
        ? Optional.of("a stranger's Prometheus answers at port " + port)
        : Optional.empty();
  }

  private static boolean runs(Scene scene, String name) throws InterruptedException {
    return scene
        .engine()
        .run(List.of("inspect", "--format", "{{.State.Running}}", name))
        .stdout()
        .strip()
        .equals("true");
  }

  /** It scrapes the same services, and so has the same to tell. */
  private static String[] strangers(Scene scene, String name, int port)
      throws IOException, InterruptedException {
    String ours = ContainerFaults.id(scene, ShippedStack.PROMETHEUS);
    String image = scene.engine().ask("inspect", "--format", "{{.Image}}", ours);
    return new String[] {
      "run",
      "-d",
      "--name",
      name,
      "--label",
      scene.ground().label(),
      "--label",
      "com.docker.compose.project=strangers",
      "--network",
      scene.ground().project() + "_default",
      "-e",
      "PORT=" + port,
      "-e",
      "ALERTMANAGER_PORT=" + scene.port("alertmanager"),
      "-p",
      "127.0.0.1:" + port + ":" + port,
      "-v",
      scene.file("stack/prometheus/targets") + ":/etc/prometheus/targets:ro,z",
      image
    };
  }

  static Fault wrongTarget() {
    return new Fault(
        "wrong-target-up",
        "the file of the API's job names Prometheus itself, which is UP",
        Expectation.repaired(TARGET_DOWN, SERIES_GAP),
        scene -> {
          Path file = scene.file(TARGETS);
          String wrong = "localhost:" + scene.port("prometheus");
          Path fresh = scene.file(TARGETS + ".new");
          Files.writeString(fresh, Files.readString(file).replaceAll("text2sql:\\d+", wrong));
          Files.move(fresh, file, StandardCopyOption.REPLACE_EXISTING);
          return Trouble.of(
              () ->
                  Files.readString(file).contains(wrong)
                      ? Optional.of("nothing scrapes the API: " + file + " names " + wrong)
                      : Optional.empty(),
              Trouble.NOTHING);
        });
  }

  static Fault interval() {
    return configured(
        "interval-beyond-window",
        "Prometheus scrapes every two minutes, which is longer than the window without gaps",
        "s/scrape_interval: 5s/scrape_interval: 2m/; s/scrape_timeout: .*/scrape_timeout: 4s/");
  }

  static Fault series() {
    return configured(
        "series-gone",
        "Prometheus drops the series of three tables, as if they had never been",
        "/job_name: mcp-exporter/a\\    metric_relabel_configs: [{source_labels: [table],"
            + " regex: order_items|orders|products, action: drop}]");
  }

  /**
   * Its configuration is edited inside the container, and read again. What the gate may make of it
   * depends on its plan; that the dashboard is whole is not among it.
   */
  private static Fault configured(String id, String what, String edit) {
    return new Fault(
        id,
        what,
        new Expectation.Disbelieved(),
        scene -> {
          String container = ContainerFaults.id(scene, ShippedStack.PROMETHEUS);
          return Trouble.brought(
              () -> {
                scene.engine().ask("exec", container, "cp", CONFIGURATION, KEPT);
                scene.engine().ask("exec", container, "sed", "-i", edit, CONFIGURATION);
                reload(scene);
              },
              () ->
                  differs(scene, container)
                      ? Optional.of("Prometheus's configuration is not ours: " + id)
                      : Optional.empty(),
              () -> {
                if (differs(scene, container)) {
                  scene.engine().ask("exec", container, "cp", KEPT, CONFIGURATION);
                  reload(scene);
                }
              });
        });
  }

  /** False also where another container is in its place: that one has read its own. */
  private static boolean differs(Scene scene, String container) throws InterruptedException {
    return scene
            .engine()
            .run(List.of("exec", container, "cmp", "-s", KEPT, CONFIGURATION))
            .exitCode()
        == 1;
  }

  private static void reload(Scene scene) throws IOException, InterruptedException {
    Web.Answer answer = Web.post(scene.port("prometheus"), "/-/reload", "");
    if (answer.status() != 200) {
      throw new IOException("Prometheus does not read its configuration: " + answer.body());
    }
  }
}
