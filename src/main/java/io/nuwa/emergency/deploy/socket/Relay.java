package io.nuwa.emergency.deploy.socket;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;

/**
 * A socket of our own in front of a service's, for a client that is slow because it asks one slow
 * question after the other: what the service answered to us already is handed on, everything else
 * goes through byte by byte. Only this user can reach it.
 */
public final class Relay implements AutoCloseable {
  private final Path service;
  private final Map<String, Future<HttpAnswer>> ahead;
  private final Path folder;
  private final ServerSocketChannel entrance;
  private final Set<SocketChannel> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = SocketThreads.each();

  private Relay(Path service, Map<String, Future<HttpAnswer>> ahead) throws IOException {
    this.service = service;
    this.ahead = Map.copyOf(ahead);
    // The path of a socket may have a hundred characters only: not below any home folder.
    this.folder = Files.createTempDirectory("emergency-relay");
    this.entrance = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
  }

  /**
   * Begins to listen.
   *
   * @param service where everything goes
   * @param ahead answers to the client's questions, by path with query, that were asked or are
   *     being asked; one that fails leaves its question to the service
   * @throws IOException when no socket can be made
   */
  public static Relay open(Path service, Map<String, Future<HttpAnswer>> ahead) throws IOException {
    var relay = new Relay(service, ahead);
    try {
      relay.entrance.bind(UnixDomainSocketAddress.of(relay.socket()));
    } catch (IOException | RuntimeException e) {
      relay.close();
      throw e;
    }
    relay.threads.execute(relay::listen);
    return relay;
  }

  /** Where it listens. */
  public Path socket() {
    return folder.resolve("engine.sock");
  }

  /** The same, for a client's settings. */
  public String url() {
    return "unix://" + socket();
  }

  private void listen() {
    // Closed with its end, whatever ended it: a client is refused then, and does not wait.
    try (entrance) {
      while (true) {
        SocketChannel client = keep(entrance.accept());
        threads.execute(() -> serve(client));
      }
    } catch (IOException | RejectedExecutionException over) {
      // Nobody needs it any more.
    }
  }

  private SocketChannel keep(SocketChannel channel) throws IOException {
    open.add(channel);
    if (!entrance.isOpen()) {
      channel.close();
    }
    return channel;
  }

  private void serve(SocketChannel client) {
    try (client;
        var server = keep(SocketChannel.open(UnixDomainSocketAddress.of(service)))) {
      Future<?> answers = threads.submit(() -> pass(server, client));
      ask(client, server);
      server.shutdownOutput();
      answers.get();
    } catch (IOException | RuntimeException | ExecutionException gone) {
      // Both ends are closed; the client says what that means to it.
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Void pass(SocketChannel from, SocketChannel to) throws IOException {
    var buffer = ByteBuffer.allocate(1 << 16);
    while (from.read(buffer.clear()) >= 0) {
      write(buffer.flip(), to);
    }
    to.shutdownOutput();
    return null;
  }

  /** A client asks its next question only when it has the whole answer to the one before. */
  private void ask(SocketChannel client, SocketChannel server)
      throws IOException, InterruptedException {
    var buffer = ByteBuffer.allocate(1 << 16);
    while (client.read(buffer.clear()) >= 0) {
      Optional<HttpAnswer> known = known(buffer.flip());
      if (known.isPresent()) {
        write(bytes(known.get()), client);
      } else {
        write(buffer, server);
      }
    }
  }

  /** The answer to a question that was read whole and was asked ahead. */
  private Optional<HttpAnswer> known(ByteBuffer question) throws InterruptedException {
    String text = StandardCharsets.ISO_8859_1.decode(question.duplicate()).toString();
    String[] words = text.split(" ", 3);
    if (words.length < 3 || !words[0].equals("GET") || !text.endsWith("\r\n\r\n")) {
      return Optional.empty();
    }
    Future<HttpAnswer> answer = ahead.get(words[1]);
    try {
      return answer == null ? Optional.empty() : Optional.of(answer.get()).filter(HttpAnswer::ok);
    } catch (ExecutionException unanswered) {
      return Optional.empty();
    }
  }

  private static ByteBuffer bytes(HttpAnswer answer) {
    byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
    byte[] head =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.length
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    return ByteBuffer.allocate(head.length + body.length).put(head).put(body).flip();
  }

  private static void write(ByteBuffer bytes, SocketChannel to) throws IOException {
    while (bytes.hasRemaining()) {
      to.write(bytes);
    }
  }

  /** Ends every connection and takes the socket away. */
  @Override
  public void close() throws IOException {
    entrance.close();
    for (SocketChannel channel : open) {
      channel.close();
    }
    threads.shutdownNow();
    Files.deleteIfExists(socket());
    Files.deleteIfExists(folder);
  }
}
