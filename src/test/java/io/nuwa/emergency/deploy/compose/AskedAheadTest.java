package io.nuwa.emergency.deploy.compose;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.socket.HttpAnswer;
import io.nuwa.emergency.deploy.socket.Relay;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class AskedAheadTest {
  @TempDir private Path home;
  private final FakeMachine machine = new FakeMachine();

  @Test
  void compose_is_told_what_the_engine_said() throws Exception {
    Path socket = home.resolve("engine.sock");
    saysVersion("1.41").serves("/v1.41/info", 200, "{\"Containers\": 5}");
    try (var listening = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listening.bind(UnixDomainSocketAddress.of(socket));
      try (Relay relay = AskedAhead.begin(podman(socket)).orElseThrow().relay();
          var client = SocketChannel.open(UnixDomainSocketAddress.of(relay.socket()))) {
        assertThat(ask(client, "/v1.41/version")).isEqualTo("{\"ApiVersion\": \"1.41\"}");
        assertThat(ask(client, "/v1.41/info")).isEqualTo("{\"Containers\": 5}");
      }
    }
    assertThat(machine.commands()).doesNotContain("GET /v1.41/version");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1.41\"", "one", "1..4"})
  void a_version_that_is_none_is_not_handed_on(String version) throws Exception {
    saysVersion(version);

    assertThat(AskedAhead.begin(podman(home.resolve("engine.sock")))).isEmpty();
  }

  @Test
  void docker_answers_quickly_by_itself() throws Exception {
    assertThat(AskedAhead.begin(new Engine(EngineKind.DOCKER, "unix:///d.sock", machine)))
        .isEmpty();
    assertThat(machine.commands()).isEmpty();
  }

  private static String ask(SocketChannel client, String path) throws IOException {
    client.write(ByteBuffer.wrap(("GET " + path + " HTTP/1.1\r\n\r\n").getBytes(US_ASCII)));
    var answer = ByteBuffer.allocate(1 << 12);
    client.read(answer);
    return HttpAnswer.of(Arrays.copyOf(answer.array(), answer.position())).body();
  }

  private FakeMachine saysVersion(String version) {
    return machine.serves(
        "/_ping", new HttpAnswer(200, "HTTP/1.0 200 OK\r\nApi-Version: " + version, "OK"));
  }

  private Engine podman(Path socket) {
    return new Engine(EngineKind.PODMAN, "unix://" + socket, machine);
  }
}
