package io.nuwa.emergency.metrics;

import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
import org.apache.hc.core5.http.protocol.HttpProcessor;
import org.apache.hc.core5.http.protocol.HttpProcessorBuilder;
import org.apache.hc.core5.http.protocol.ResponseConnControl;
import org.apache.hc.core5.http.protocol.ResponseContent;
import org.apache.hc.core5.http.protocol.ResponseDate;

/**
 * An open port. One thread waits for whoever comes, without a clock while nobody is there, so that
 * an idle watch is not woken; the JDK's own server wakes once a second. Each connection is answered
 * once.
 */
final class Listener implements AutoCloseable {
  private static final int BACKLOG = 16;
  private static final int MOST_CONNECTIONS = 16;

  /** One for each connection: nobody waits for a turn behind somebody slow. */
  private static final int WORKERS = MOST_CONNECTIONS;

  /** How long a client may be silent. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** How long asking and being answered may take all in all, waiting for a turn included. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How often clients are looked for that take too long, while there are any. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private static final Http1Config BOUNDS =
      Http1Config.custom().setMaxLineLength(4_096).setMaxHeaderCount(32).build();
  private static final DefaultBHttpServerConnectionFactory CONNECTIONS =
      DefaultBHttpServerConnectionFactory.builder().http1Config(BOUNDS).build();

  private static final HttpProcessor HEADERS =
      HttpProcessorBuilder.create()
          .addAll(ResponseDate.INSTANCE, ResponseContent.INSTANCE, ResponseConnControl.INSTANCE)
          .build();

  private final ServerSocket port;
  private final Neighbours neighbours;
  private final Answers answers;
  private final Time time;
  private final Map<Socket, Long> open = new ConcurrentHashMap<>();
  private final ThreadPoolExecutor workers;
  private final Thread doorman;

  private Listener(ServerSocket port, Neighbours neighbours, Answers answers, Time time) {
    this.port = port;
    this.neighbours = neighbours;
    this.answers = answers;
    this.time = time;
    // Those that wait for a turn are bounded by the connections; one that was hung up on is brief.
    this.workers =
        new ThreadPoolExecutor(
            WORKERS,
            WORKERS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("metrics-", 0).factory());
    workers.allowCoreThreadTimeOut(true);
    this.doorman = Thread.ofPlatform().daemon().name("metrics-port").unstarted(this::listen);
  }

  /**
   * Begins to listen.
   *
   * @param neighbours who may ask
   * @param time how long clients take
   * @throws java.net.BindException when the port is taken, or the address not this machine's
   */
  static Listener open(InetSocketAddress address, Neighbours neighbours, Answers answers, Time time)
      throws IOException {
    var port = new ServerSocket();
    boolean listens = false;
    try {
      port.bind(address, BACKLOG);
      var listener = new Listener(port, neighbours, answers, time);
      listener.doorman.start();
      listens = true;
      return listener;
    } finally {
      if (!listens) {
        port.close();
      }
    }
  }

  InetAddress address() {
    return port.getInetAddress();
  }

  private void listen() {
    try {
      while (!port.isClosed()) {
        hangUpOnTheSlow();
        accept();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void accept() throws InterruptedException {
    try {
      port.setSoTimeout(open.isEmpty() ? 0 : Math.toIntExact(GLANCE.toMillis()));
      admit(port.accept());
    } catch (SocketTimeoutException _) {
      // Nobody new.
    } catch (IOException | RuntimeException | OutOfMemoryError _) {
      // Closed by us; or no file or thread is left for this process, which may pass.
      if (!port.isClosed()) {
        time.pause(GLANCE);
      }
    }
  }

  private void admit(Socket client) {
    boolean admitted = false;
    try {
      if (neighbours.admit(client.getInetAddress())) {
        // Whoever is answered is so within milliseconds: the oldest is the slowest.
        if (open.size() >= MOST_CONNECTIONS) {
          open.entrySet().stream()
              .min(Map.Entry.comparingByValue())
              .ifPresent(e -> hangUp(e.getKey()));
        }
        open.put(client, time.nanoseconds());
        workers.execute(() -> answer(client));
        admitted = true;
      }
    } finally {
      if (!admitted) {
        hangUp(client);
      }
    }
  }

  private void answer(Socket client) {
    try {
      client.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
      try (var connection = CONNECTIONS.createConnection(client)) {
        service(client).handleRequest(connection, HttpCoreContext.create());
      }
    } catch (IOException | HttpException _) {
      // Whoever asked has gone, was hung up on, or will not understand an answer.
    } finally {
      hangUp(client);
    }
  }

  /** Speaks to this client alone. It is hung up on afterwards, whatever the library would do. */
  private HttpService service(Socket client) {
    return HttpService.builder()
        .withHttpProcessor(HEADERS)
        .withHttp1Config(BOUNDS)
        .withConnectionReuseStrategy((_, _, _) -> true)
        .withHttpServerRequestHandler(
            (request, trigger, _) ->
                trigger.submitResponse(
                    HostHeader.isOurs(request, client.getLocalAddress())
                        ? answers.to(request, () -> hangUp(client))
                        : answers.toStranger()))
        .build();
  }

  private void hangUpOnTheSlow() {
    long now = time.nanoseconds();
    open.forEach(
        (client, since) -> {
          if (now - since > PATIENCE.toNanos()) {
            hangUp(client);
          }
        });
  }

  private void hangUp(Socket client) {
    open.remove(client);
    close(client);
  }

  private static void close(AutoCloseable socket) {
    try {
      socket.close();
    } catch (Exception _) {
      // It was of no use any more.
    }
  }

  /** The port is free once this returns, and nobody is connected any more. */
  @Override
  public void close() {
    close(port);
    try {
      // The kernel keeps the port for as long as somebody waits at it.
      doorman.join(GLANCE.multipliedBy(2));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    open.keySet().forEach(this::hangUp);
    workers.shutdownNow();
  }
}
