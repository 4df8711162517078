package io.nuwa.emergency.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.plan.Alerting;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Webhook;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real connections to receivers that do everything wrong, on the machine's own clock. */
class BadReceiversTest {
  @TempDir Path home;
  private final List<String> elsewhere = new CopyOnWriteArrayList<>();
  private final CountDownLatch over = new CountDownLatch(1);
  private HttpServer server;
  private ServerSocket silent;

  @BeforeEach
  void open() throws IOException {
    silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newCachedThreadPool());
    server.createContext(
        "/500",
        exchange -> {
          exchange.sendResponseHeaders(500, -1);
          exchange.close();
        });
    server.createContext(
        "/away",
        exchange -> {
          exchange.getResponseHeaders().add("Location", "/elsewhere");
          exchange.sendResponseHeaders(307, -1);
          exchange.close();
        });
    server.createContext(
        "/elsewhere",
        exchange -> {
          elsewhere.add(exchange.getRequestURI().toString());
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    server.createContext(
        "/drips",
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          try (OutputStream body = exchange.getResponseBody()) {
            while (over.getCount() > 0) {
              body.write(' ');
              body.flush();
              Thread.onSpinWait();
            }
          } catch (IOException e) {
            // It hung up, as it should.
            exchange.close();
          }
        });
    server.start();
  }

  @AfterEach
  void close() throws IOException {
    over.countDown();
    server.stop(0);
    silent.close();
  }

  private Webhook webhook(String id, Webhook.Form form, int port) {
    return new Webhook(
        id,
        form,
        "http://127.0.0.1:" + port + "/" + id,
        Optional.empty(),
        Set.of(),
        Severity.YELLOW);
  }

  @Test
  void no_receiver_holds_up_who_calls_and_each_is_named_with_its_fault() throws Exception {
    int port = server.getAddress().getPort();
    int closed = FreePort.next();
    Alerting all =
        Scene.webhooks(
            webhook("hangs", Webhook.Form.JSON, silent.getLocalPort()),
            webhook("500", Webhook.Form.JSON, port),
            webhook("refuses", Webhook.Form.JSON, closed),
            webhook("drips", Webhook.Form.FEISHU, port),
            webhook("away", Webhook.Form.JSON, port),
            webhook("elsewhere", Webhook.Form.JSON, port));
    var scene = new Scene(home).fails("B-1");
    var calls = new ArrayList<Duration>();
    long closing;
    try (var desk = new AlertDesk(scene.setting(all, Time.system()))) {
      for (int call = 0; call < 200; call++) {
        long from = System.nanoTime();
        desk.keepFiring(
            call % 2 == 0
                ? scene.isTried("B-2").state
                : scene.misses("c" + call, Severity.RED).state);
        calls.add(Duration.ofNanos(System.nanoTime() - from));
      }
      closing = waitFor(scene, 5);
    }
    Duration toClose = Duration.ofNanos(System.nanoTime() - closing);
    calls.sort(Duration::compareTo);
    assertThat(calls.get(100)).as("median of 200 calls").isLessThan(Duration.ofMillis(2));
    assertThat(calls.getLast()).as("the slowest call").isLessThan(Duration.ofMillis(500));
    assertThat(toClose).as("closing").isLessThan(Duration.ofSeconds(5));
    String said = String.join("\n", scene.notices);
    assertThat(said)
        .contains("webhook hangs, which has not answered within 3 s")
        .contains("webhook 500, which answers 500")
        .contains("webhook refuses, which cannot be reached")
        .contains("webhook drips, which ")
        .contains("webhook away, which redirects elsewhere");
    assertThat(elsewhere).as("the one that takes messages").isNotEmpty();
    assertThat(threadsAreGone()).as("no client and no courier stays").isTrue();
  }

  /** What was under way when the desk was closed may take its three seconds. */
  private static boolean threadsAreGone() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      if (Thread.getAllStackTraces().keySet().stream()
          .map(Thread::getName)
          .noneMatch(name -> name.startsWith("HttpClient") || name.equals("alerts"))) {
        return true;
      }
      Thread.sleep(20);
    }
    return false;
  }

  /** Waits until so many receivers were complained of; when that was. */
  private static long waitFor(Scene scene, int complaints) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (scene.notices.stream().filter(n -> n.contains("not delivered")).count() < complaints
        && System.nanoTime() < end) {
      Thread.sleep(20);
    }
    return System.nanoTime();
  }
}
