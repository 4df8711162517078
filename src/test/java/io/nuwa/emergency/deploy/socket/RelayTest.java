package io.nuwa.emergency.deploy.socket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class RelayTest {
  private static final String ASKED = "GET /v1/info HTTP/1.1\r\nHost: d\r\n\r\n";
  private static final String OTHER = "GET /v1/other HTTP/1.1\r\nHost: d\r\n\r\n";

  @TempDir private Path folder;
  private final List<String> reachedTheService = new CopyOnWriteArrayList<>();
  private Path service;
  private ServerSocketChannel server;

  @BeforeEach
  void listen() throws IOException {
    service = folder.resolve("service.sock");
    server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(service));
    Thread.ofPlatform().daemon().start(this::serve);
  }

  @AfterEach
  void close() throws IOException {
    server.close();
  }

  @Test
  void what_was_asked_ahead_is_handed_on_and_the_rest_goes_through_on_the_same_connection()
      throws Exception {
    var info = new HttpAnswer(200, "HTTP/1.0 200 OK", "{\"name\": \"机器\"}");
    try (var relay = Relay.open(service, Map.of("/v1/info", done(info)));
        var client = SocketChannel.open(UnixDomainSocketAddress.of(relay.socket()))) {
      assertThat(say(client, OTHER)).isEqualTo("heard " + OTHER);
      HttpAnswer answer = HttpAnswer.of(say(client, ASKED).getBytes(StandardCharsets.UTF_8));
      String posted = "POST /v1/create HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}";

      assertThat(answer)
          .extracting(HttpAnswer::status, HttpAnswer::body)
          .containsExactly(200, info.body());
      assertThat(answer.header("Content-Length")).contains("18");
      assertThat(say(client, posted)).isEqualTo("heard " + posted);
      assertThat(reachedTheService).containsExactly(OTHER, posted);
    }
  }

  @Test
  void a_question_that_could_not_be_asked_ahead_goes_to_the_service() throws Exception {
    Future<HttpAnswer> failed = CompletableFuture.failedFuture(new IOException("gone"));
    for (Future<HttpAnswer> no : List.of(failed, done(new HttpAnswer(500, "HTTP/1.0 500", "")))) {
      try (var relay = Relay.open(service, Map.of("/v1/info", no));
          var client = SocketChannel.open(UnixDomainSocketAddress.of(relay.socket()))) {
        assertThat(say(client, ASKED)).isEqualTo("heard " + ASKED);
      }
    }
  }

  @Test
  void closing_ends_connections_and_leaves_no_socket_behind() throws Exception {
    var relay = Relay.open(service, Map.of());
    try (var client = SocketChannel.open(UnixDomainSocketAddress.of(relay.socket()))) {
      assertThat(say(client, OTHER)).isEqualTo("heard " + OTHER);

      relay.close();

      assertThat(client.read(ByteBuffer.allocate(9))).isNegative();
    }
    assertThat(relay.socket().getParent()).doesNotExist();
    assertThatThrownBy(() -> SocketChannel.open(UnixDomainSocketAddress.of(relay.socket())))
        .isInstanceOf(IOException.class);
  }

  @Test
  void a_service_that_is_gone_ends_the_connection() throws Exception {
    try (var relay = Relay.open(folder.resolve("nobody.sock"), Map.of());
        var client = SocketChannel.open(UnixDomainSocketAddress.of(relay.socket()))) {
      assertThat(client.read(ByteBuffer.allocate(9))).isNegative();
    }
  }

  private static Future<HttpAnswer> done(HttpAnswer answer) {
    return CompletableFuture.completedFuture(answer);
  }

  private static String say(SocketChannel client, String text) throws IOException {
    client.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
    var heard = ByteBuffer.allocate(9000);
    client.read(heard);
    return new String(heard.array(), 0, heard.position(), StandardCharsets.UTF_8);
  }

  /** Repeats what it hears. */
  private void serve() {
    while (server.isOpen()) {
      try (SocketChannel client = server.accept()) {
        var heard = ByteBuffer.allocate(9000);
        while (client.read(heard.clear()) > 0) {
          String text = new String(heard.array(), 0, heard.position(), StandardCharsets.UTF_8);
          reachedTheService.add(text);
          client.write(ByteBuffer.wrap(("heard " + text).getBytes(StandardCharsets.UTF_8)));
        }
      } catch (IOException gone) {
        // The next one, or the end of the test.
      }
    }
  }
}
