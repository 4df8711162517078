package io.nuwa.emergency.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.compose.ComposeReader;
import io.nuwa.emergency.compose.ComposeRequest;
import io.nuwa.emergency.deploy.engine.Attachment;
import io.nuwa.emergency.deploy.engine.Configuration;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.HealthSettings;
import io.nuwa.emergency.deploy.engine.LocalMachine;
import io.nuwa.emergency.deploy.engine.PublishedPort;
import io.nuwa.emergency.deploy.engine.Restarts;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HeldPortsTest {
  private static final int PORT = 8000;

  @TempDir private Path folder;

  private final FakeMachine machine = new FakeMachine().holds(PORT);

  @Test
  void names_port_and_service_before_the_engine_is_asked() throws IOException {
    Failure failure = first("", List.of()).orElseThrow();
    assertThat(failure.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(failure.details()).containsEntry("port", "8000").containsEntry("service", "web");
  }

  @Test
  void what_the_service_itself_publishes_is_no_obstacle() throws IOException {
    assertThat(first("", List.of(container("web", "running")))).isEmpty();
  }

  @Test
  void another_service_of_the_project_is_one_and_so_is_a_container_that_ended() throws IOException {
    assertThat(first("", List.of(container("gateway", "running")))).isPresent();
    assertThat(first("", List.of(container("web", "exited")))).isPresent();
  }

  @Test
  void nothing_is_known_of_the_ports_of_an_engine_on_another_machine() throws IOException {
    assertThat(first("tcp://build.example.org:2376", List.of())).isEmpty();
    assertThat(first("unix:///run/docker.sock", List.of())).isPresent();
  }

  @Test
  void a_real_port_is_held_while_somebody_listens_and_free_afterwards() throws IOException {
    var here = new LocalMachine(Path.of(""));
    int port;
    try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = stranger.getLocalPort();
      assertThat(here.isHeld(port)).isTrue();
    }
    assertThat(here.isHeld(port)).isFalse();
  }

  @Test
  void a_port_at_another_address_is_left_to_the_engine() throws IOException {
    assertThat(first("127.0.0.2:8000:80", "", List.of())).isEmpty();
    assertThat(first("8000:80/udp", "", List.of())).isEmpty();
    assertThat(first("0.0.0.0:8000:80", "", List.of())).isPresent();
  }

  private Optional<Failure> first(String host, List<Container> ours) throws IOException {
    return first("127.0.0.1:8000:80", host, ours);
  }

  private Optional<Failure> first(String port, String host, List<Container> ours)
      throws IOException {
    Path compose = folder.resolve("compose.yaml");
    Files.writeString(compose, "services: {web: {image: x, ports: [\"" + port + "\"]}}");
    ComposeProject file =
        ComposeReader.read(
            new ComposeRequest(folder, List.of(compose), _ -> Optional.empty(), List.of()));
    var engine = new Engine(EngineKind.PODMAN, host, machine);
    return HeldPorts.first(file, List.of("web"), ours, engine);
  }

  private Container container(String service, String status) {
    return new Container(
        "id",
        "p-" + service + "-1",
        "p",
        service,
        status,
        0,
        false,
        Restarts.NONE,
        HealthSettings.NONE,
        List.of(new PublishedPort("", PORT, PORT)),
        "",
        "",
        Attachment.UNKNOWN,
        0,
        Optional.empty(),
        Configuration.UNKNOWN);
  }
}
