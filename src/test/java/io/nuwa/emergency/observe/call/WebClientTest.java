package io.nuwa.emergency.observe.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.failure.FailureClass;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WebClientTest {
  private final WebClient client = new WebClient();

  @Test
  void a_closed_port_is_not_ready_and_named() throws Exception {
    int port = FreePort.next();
    var address = WebAddress.of("Prometheus", "http://127.0.0.1:" + port);
    FailedCallException failed = failed(address);
    assertThat(failed.failure().kind()).isEqualTo(FailureClass.NOT_READY);
    assertThat(failed).hasMessageContaining("Prometheus at http://127.0.0.1:" + port);
  }

  @Test
  void a_host_that_no_name_server_knows_is_a_matter_of_name_resolution() throws Exception {
    var address = WebAddress.of("Prometheus", "http://no-such-host.invalid:9090");
    assertThat(failed(address).failure().kind()).isEqualTo(FailureClass.NAME_RESOLUTION);
  }

  @Test
  void a_body_that_never_ends_does_not_hang() throws Exception {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> beginAndStall(socket));
      var address = WebAddress.of("Prometheus", "http://127.0.0.1:" + socket.getLocalPort());
      assertThat(failed(address)).hasMessageContaining("did not answer within 500 ms");
    }
  }

  @Test
  void a_redirect_is_not_followed_and_the_token_goes_nowhere() throws Exception {
    try (var elsewhere = new WebDouble();
        var here = new WebDouble()) {
      here.when("GET /a", 302, elsewhere.url() + "/b");
      Answer answer =
          client.send(
              WebAddress.of("Grafana", here.url()),
              "GET",
              "/a",
              Map.of("Authorization", "Bearer x"),
              Optional.empty(),
              Inputs.ticked());
      assertThat(answer.status()).isEqualTo(302);
      assertThat(answer.unwelcome("/a")).hasMessageContaining("redirects are not followed");
      assertThat(elsewhere.asked()).isEmpty();
    }
  }

  private FailedCallException failed(WebAddress address) {
    return catchThrowableOfType(
        FailedCallException.class,
        () -> client.get(address, "/", Inputs.ticked(Duration.ofMillis(100))));
  }

  private static void beginAndStall(ServerSocket server) {
    try (var socket = server.accept()) {
      socket
          .getOutputStream()
          .write(
              "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{".getBytes(StandardCharsets.US_ASCII));
      // Held open until the client gives up.
      socket.getInputStream().readAllBytes();
    } catch (java.io.IOException gone) {
      // The client has hung up.
    }
  }
}
