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
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpServerConnectionFactory;
import org.apache.hc.core5.http.impl.io.HttpService;
import org.apache.hc.core5.http.io.HttpServerRequestHandler;
import org.apache.hc.core5.http.protocol.HttpCoreContext;
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

  /** How long a client may be silent. */
  private static final Duration SILENCE = Duration.ofSeconds(5);

  /** How long asking and being answered may take all in all, waiting for a turn included. */
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** How often clients are looked for that take too long, while there are any. */
  private static final Duration GLANCE = Duration.ofSeconds(1);

  private static final Http1Config BOUNDS =
      Http1Config.custom().setMaxLineLength(8_192).setMaxHeaderCount(100).build();
  private static final DefaultBHttpServerConnectionFactory CONNECTIONS =
      DefaultBHttpServerConnectionFactory.builder().http1Config(BOUNDS).build();

  private final ServerSocket port;
  private final HttpService service;
  private final Executor workers;
  private final Time time;
  private final Map<Socket, Long> open = new ConcurrentHashMap<>();
  private final Thread doorman;

  private Listener(
      ServerSocket port, HttpServerRequestHandler answers, Executor workers, Time time) {
    this.port = port;
    this.service =
        HttpService.builder()
            .withHttpProcessor(
                HttpProcessorBuilder.create()
                    .addAll(
                        ResponseDate.INSTANCE,
                        ResponseContent.INSTANCE,
                        ResponseConnControl.INSTANCE)
                    .build())
            .withHttpServerRequestHandler(answers)
            .withHttp1Config(BOUNDS)
            .withConnectionReuseStrategy((_, _, _) -> false)
            .build();
    this.workers = workers;
    this.time = time;
    this.doorman = Thread.ofPlatform().daemon().name("metrics-port").unstarted(this::listen);
  }

  /**
   * Begins to listen.
   *
   * @param workers answer; may hold back work, or reject it
   * @param time how long clients take
   * @throws java.net.BindException when the port is taken, or the address not this machine's
   */
  static Listener open(
      InetSocketAddress address, HttpServerRequestHandler answers, Executor workers, Time time)
      throws IOException {
    var port = new ServerSocket();
    try {
      port.bind(address, BACKLOG);
    } catch (IOException e) {
      port.close();
      throw e;
    }
    var listener = new Listener(port, answers, workers, time);
    listener.doorman.start();
    return listener;
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
    } catch (IOException _) {
      // Closed by us; or the process has no file left to open, which may pass.
      if (!port.isClosed()) {
        time.pause(GLANCE);
      }
    }
  }

  private void admit(Socket client) throws IOException {
    if (open.size() >= MOST_CONNECTIONS) {
      client.close();
      return;
    }
    open.put(client, time.nanoseconds());
    try {
      workers.execute(() -> answer(client));
    } catch (RejectedExecutionException _) {
      hangUp(client);
    }
  }

  private void answer(Socket client) {
    try {
      client.setSoTimeout(Math.toIntExact(SILENCE.toMillis()));
      try (var connection = CONNECTIONS.createConnection(client)) {
        service.handleRequest(connection, HttpCoreContext.create());
      }
    } catch (IOException | HttpException _) {
      // Whoever asked has gone, was hung up on, or will not understand an answer.
    } finally {
      hangUp(client);
    }
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

  /** The port is free once this returns. */
  @Override
  public void close() {
    close(port);
    open.keySet().forEach(this::hangUp);
    try {
      // The kernel keeps the port for as long as somebody waits at it.
      doorman.join(GLANCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
