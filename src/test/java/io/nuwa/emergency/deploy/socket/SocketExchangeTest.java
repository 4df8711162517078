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
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SocketExchangeTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final String HEAD = "HTTP/1.0 200 OK\r\nContent-Length: %d\r\nServer: x\r\n\r\n";

  @TempDir private Path folder;

  @Test
  void an_answer_is_read_to_its_end_however_long_it_is() throws Exception {
    String body = "你".repeat(50_000);

    try (var service = service(HEAD.formatted(150_000) + body, true)) {
      HttpAnswer answer = service.ask(LONG);

      assertThat(answer.ok()).isTrue();
      assertThat(answer.body()).isEqualTo(body);
      assertThat(answer.header("server")).contains("x");
      assertThat(answer.header("missing")).isEmpty();
      assertThat(service.question.get(20, TimeUnit.SECONDS))
          .startsWith("GET /a?b=c HTTP/1.0\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void what_is_to_be_done_is_posted_without_a_body() throws Exception {
    try (var service = service("HTTP/1.0 204 No Content\r\nServer: x\r\n\r\n", true)) {
      HttpAnswer answer = new SocketExchange(service.socket(), LONG).post("/a/start");

      assertThat(answer.status()).isEqualTo(204);
      assertThat(answer.body()).isEmpty();
      assertThat(service.question.get(20, TimeUnit.SECONDS))
          .startsWith("POST /a/start HTTP/1.0\r\n")
          .contains("\r\nContent-Length: 0\r\n")
          .endsWith("\r\n\r\n");
    }
  }

  @Test
  void half_an_answer_is_no_answer() throws Exception {
    for (String half : new String[] {"", "HTTP/1.0 200 OK\r\nContent-", HEAD.formatted(9) + "{"}) {
      try (var service = service(half, true)) {
        assertThatThrownBy(() -> service.ask(LONG))
            .isInstanceOf(IOException.class)
            .hasMessage("half an answer");
      }
    }
  }

  @Test
  void an_answer_that_does_not_end_is_given_up() throws Exception {
    try (var service = service(HEAD.formatted(9) + "{", false)) {
      assertThatThrownBy(() -> service.ask(Duration.ofMillis(50)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no whole answer");
    }
  }

  @Test
  void who_waits_for_an_answer_can_be_interrupted() throws Exception {
    try (var service = service("", false);
        var threads = Executors.newSingleThreadExecutor()) {
      var stopped = new CompletableFuture<Throwable>();
      var waiting =
          threads.submit(
              () -> {
                try {
                  service.ask(LONG);
                } catch (IOException | InterruptedException e) {
                  stopped.complete(e);
                }
              });
      service.question.get(20, TimeUnit.SECONDS);
      waiting.cancel(true);

      assertThat(stopped.get(20, TimeUnit.SECONDS)).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void a_socket_where_nobody_listens_is_an_error() {
    var exchange = new SocketExchange(folder.resolve("nobody.sock"), LONG);

    assertThatThrownBy(() -> exchange.get("/")).isInstanceOf(IOException.class);
  }

  private Service service(String answer, boolean ends) throws IOException {
    var socket = folder.resolve("s" + System.nanoTime() + ".sock");
    var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    server.bind(UnixDomainSocketAddress.of(socket));
    var service =
        new Service(socket, server, new CompletableFuture<>(), ends, new CountDownLatch(1));
    Thread.ofPlatform().daemon().start(() -> service.serve(answer));
    return service;
  }

  private record Service(
      Path socket,
      ServerSocketChannel server,
      CompletableFuture<String> question,
      boolean ends,
      CountDownLatch closed)
      implements AutoCloseable {

    HttpAnswer ask(Duration patience) throws IOException, InterruptedException {
      return new SocketExchange(socket, patience).get("/a?b=c");
    }

    void serve(String answer) {
      try (SocketChannel client = server.accept()) {
        var asked = ByteBuffer.allocate(1000);
        client.read(asked);
        question.complete(new String(asked.array(), 0, asked.position(), StandardCharsets.UTF_8));
        var bytes = ByteBuffer.wrap(answer.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          client.write(bytes);
        }
        if (!ends) {
          closed.await();
        }
      } catch (IOException | InterruptedException e) {
        question.completeExceptionally(e);
      }
    }

    @Override
    public void close() throws IOException {
      closed.countDown();
      server.close();
    }
  }
}
