package io.nuwa.emergency.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The first retry strategy, on the real fault: an engine that this user may not open. */
@ResourceLock(StackHome.ONE_PLACE)
final class RootlessIT {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> PORTS =
      List.of("text2sql", "postgres", "prometheus", "exporter", "alertmanager");

  @Test
  void a_user_who_may_not_open_the_engines_socket_gets_the_stack_rootless_on_any_ports(
      @TempDir Path folder) throws IOException, InterruptedException {
    assumeTrue(Shell.isRoot(), "only root can make another user");
    assumeTrue(
        EngineWitness.ofThisMachine(folder).isPodman() && Shell.has("newuidmap"),
        "only Podman has a rootless mode of its own");
    OrdinaryUser user = OrdinaryUser.make(folder);
    try {
      assumeTrue(user.mayRun(StackHome.JAVA), "this Java is closed to other users");
      goes_rootless(user, folder);
    } finally {
      user.remove();
    }
  }

  private static void goes_rootless(OrdinaryUser user, Path folder)
      throws IOException, InterruptedException {
    Path archive = user.home().resolve("images.tar");
    Program.Ended saved =
        Program.start(
                List.of("scripts/images.sh", "--save", archive.toString()),
                Map.of(),
                StackHome.ROOT,
                folder)
            .ended(PATIENCE);
    assertThat(saved.code()).as(saved.story()).isZero();

    Path closed = Files.createDirectory(folder.resolve("closed"));
    String socket = "unix://" + closed.resolve("podman.sock");
    Program service =
        Program.start(
            List.of("podman", "system", "service", "--time=300", socket),
            Map.of("CONTAINER_HOST", "", "DOCKER_HOST", ""),
            folder,
            folder);
    try {
      awaitSocket(closed.resolve("podman.sock"));
      StackHome home =
          StackHome.of(
              user, folder, archive, Map.of("CONTAINER_HOST", socket, "DOCKER_HOST", socket));
      Program.Ended run = home.run("execute", "B-1");
      assertThat(run.code()).as(run.story()).isZero();

      JsonNode refused = home.story().of("step-failed").getFirst();
      assertThat(Story.step(refused)).isEqualTo("B-1/deploy/engine");
      assertThat(refused.path("failure").path("class").asText()).isEqualTo("permission");
      JsonNode remedy = home.story().of("remedy-tried").getFirst();
      assertThat(remedy.path("remedy").asText()).isEqualTo("rootless");
      assertThat(remedy.path("outcome").asText()).isEqualTo("applied");

      home.assertFiveHealthy();
      assertThat(home.engine().ask("info", "--format", "{{.Host.Security.Rootless}}"))
          .isEqualTo("true");
      assertThat(EngineWitness.ofThisMachine(folder).ids(home.project())).isEmpty();
      for (String port : PORTS) {
        try (var open = new Socket(InetAddress.getLoopbackAddress(), home.port(port))) {
          assertThat(open.isConnected()).as(port).isTrue();
        }
      }
      moves_all_ports(home);
    } finally {
      service.kill();
    }
  }

  /** As when another copy of the very stack runs on this machine. */
  private static void moves_all_ports(StackHome home) throws IOException, InterruptedException {
    home.engine().ask("rm", "-af", "-t", "0");
    var strangers = new ArrayList<ServerSocket>();
    try {
      for (String port : PORTS) {
        strangers.add(new ServerSocket(home.port(port), 5, InetAddress.getLoopbackAddress()));
      }
      Program.Ended run = home.run("execute", "B-1");
      assertThat(run.code()).as(run.story()).isZero();
      home.assertFiveHealthy();
      Set<Integer> published = new TreeSet<>();
      for (var container : home.containers().values()) {
        String told = home.engine().ask("port", container.id());
        published.add(Integer.parseInt(told.substring(told.lastIndexOf(':') + 1)));
      }
      assertThat(published).hasSize(PORTS.size()).doesNotContainAnyElementsOf(home.ports());
    } finally {
      for (ServerSocket stranger : strangers) {
        stranger.close();
      }
    }
  }

  private static void awaitSocket(Path socket) throws InterruptedException {
    for (int i = 0; !Files.exists(socket) && i < 500; i++) {
      Time.system().pause(Duration.ofMillis(20));
    }
    assertThat(socket).exists();
  }
}
