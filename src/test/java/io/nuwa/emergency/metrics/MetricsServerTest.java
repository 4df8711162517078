package io.nuwa.emergency.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.plan.Metrics;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsServerTest {
  @TempDir Path home;
  private final List<String> notices = new CopyOnWriteArrayList<>();
  private final AtomicReference<Health> health =
      new AtomicReference<>(new Health(true, "came round 3 s ago"));
  private Supplier<MetricsPage> page = Samples::page;
  private MetricsServer.Gateways gateways = _ -> Optional.empty();
  private final TickedTime time = new TickedTime(Samples.NOW);
  private final int port = FreePort.next();
  private MetricsServer server;

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void gives_out_the_page_in_the_format_that_is_asked_for() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    HttpResponse<String> plain = ask("GET", "/metrics", "text/plain");
    assertThat(plain.statusCode()).isEqualTo(200);
    assertThat(plain.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
    assertThat(plain.body()).isEqualTo(Samples.page().text());
    HttpResponse<String> open = ask("GET", "/metrics", "application/openmetrics-text");
    assertThat(open.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(open.body()).endsWith("# EOF\n");
    assertThat(notices).isEmpty();
  }

  @Test
  void a_head_gets_the_headers_and_no_page() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    HttpResponse<String> head = ask("HEAD", "/metrics", "*/*");
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Type"))
        .contains("text/plain; version=0.0.4; charset=utf-8");
  }

  @Test
  void says_whether_the_loop_of_the_watch_is_alive() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    assertThat(ask("GET", "/healthz", "*/*").statusCode()).isEqualTo(200);
    assertThat(ask("GET", "/healthz", "*/*").body()).isEqualTo("came round 3 s ago\n");
    health.set(new Health(false, "has not come round for 90 s"));
    assertThat(ask("GET", "/healthz", "*/*").statusCode()).isEqualTo(503);
    assertThat(ask("GET", "/healthz", "*/*").body()).isEqualTo("has not come round for 90 s\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "BREW"})
  void refuses_other_methods(String method) throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    String answer =
        raw(method + " /metrics HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nabc");
    assertThat(answer).startsWith("HTTP/1.1 405 ").contains("Allow: GET, HEAD");
    assertThat(answer).doesNotContain("emergency_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/metrics/",
        "/metrics/../metrics",
        "/..%2f..%2fetc/passwd",
        "/../../etc/passwd",
        "//metrics",
        "/%6detrics",
        "/metrics%00",
        "/metrics;x=1",
        "/METRICS",
        "http://elsewhere/healthz/x",
      })
  void hostile_paths_find_nothing(String path) throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
    assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*");
    assertThat(answer).doesNotContain("emergency_", "root:", "came round");
  }

  @Test
  void nonsense_does_not_end_it() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    raw("\0\1\2\r\n\r\n");
    raw("GET /" + "a".repeat(100_000) + " HTTP/1.1\r\n\r\n");
    raw("GET /metrics HTTP/1.1\r\n" + "X-A: b\r\n".repeat(5_000) + "\r\n");
    assertThat(ask("GET", "/metrics", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void a_page_that_cannot_be_made_is_told_once_and_asked_for_again() throws Exception {
    var broken = new AtomicInteger(2);
    page =
        () -> {
          if (broken.getAndDecrement() > 0) {
            throw new IllegalStateException("no state yet");
          }
          return Samples.page();
        };
    start(new Metrics.Loopback("127.0.0.1", port));
    assertThat(ask("GET", "/metrics", "*/*").statusCode()).isEqualTo(500);
    assertThat(ask("GET", "/metrics", "*/*").body()).contains("no state yet");
    assertThat(ask("GET", "/metrics", "*/*").statusCode()).isEqualTo(200);
    assertThat(notices).singleElement().asString().contains("no state yet");
  }

  @Test
  void a_taken_port_is_one_notice_and_is_tried_again_when_asked() throws Exception {
    var holder = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
    start(new Metrics.Loopback("127.0.0.1", port));
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("port " + port + " of 127.0.0.1", "already in use", "'metrics: listen'");
    server.look();
    awaitNoLooks();
    assertThat(notices).hasSize(1);
    holder.close();
    server.look();
    awaitNoLooks();
    assertThat(ask("GET", "/metrics", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void ends_at_once_and_frees_the_port() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    assertThat(ask("GET", "/healthz", "*/*").statusCode()).isEqualTo(200);
    server.close();
    server.close();
    try (var again = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      assertThat(again.isBound()).isTrue();
    }
    server.look();
    awaitNoLooks();
    assertThat(notices).isEmpty();
  }

  @Test
  void a_changed_plan_has_the_port_at_once_whoever_is_connected() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    var connected = new ArrayList<Socket>();
    for (int i = 0; i < 5; i++) {
      var one = new Socket(InetAddress.getLoopbackAddress(), port);
      one.setSoTimeout((int) TimeUnit.SECONDS.toMillis(4));
      one.getOutputStream().write("GET /hea".getBytes(StandardCharsets.UTF_8));
      connected.add(one);
    }
    server.close();
    start(new Metrics.Loopback("127.0.0.1", port));
    assertThat(ask("GET", "/healthz", "*/*").statusCode()).isEqualTo(200);
    assertThat(notices).isEmpty();
    for (Socket one : connected) {
      assertThat(ended(one)).isTrue();
      one.close();
    }
  }

  private static boolean ended(Socket socket) throws IOException {
    try {
      return socket.getInputStream().read() < 0;
    } catch (java.net.SocketException reset) {
      return true;
    }
  }

  @Test
  void silent_clients_at_one_address_keep_nobody_waiting_at_another() throws Exception {
    int other = FreePort.next();
    start(new Metrics.Loopback("127.0.0.1", port), new Metrics.Loopback("127.0.0.1", other));
    var silent = new ArrayList<Socket>();
    for (int i = 0; i < 8; i++) {
      silent.add(new Socket(InetAddress.getLoopbackAddress(), other));
    }
    long began = System.nanoTime();
    assertThat(ask("GET", "/healthz", "*/*").statusCode()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    for (Socket one : silent) {
      one.close();
    }
  }

  @Test
  void a_gateway_that_is_not_ours_opens_nothing_and_leaves_no_target() throws Exception {
    Path targets = home.resolve("targets/emergency.json");
    Files.createDirectories(targets.getParent());
    Files.writeString(targets, "[{\"targets\":[\"10.1.2.3:9464\"]}]");
    gateways = _ -> Optional.of(InetAddress.ofLiteral("203.0.113.7"));
    start(new Metrics.Gateway("prometheus", port));
    awaitNoLooks();
    assertThat(notices).singleElement().asString().contains("203.0.113.7", "textfile");
    assertThat(targets).doesNotExist();
  }

  @Test
  void an_address_that_others_can_reach_is_not_opened_even_if_the_engine_says_so()
      throws Exception {
    Optional<InetAddress> outward = Machine.outwardAddress();
    org.junit.jupiter.api.Assumptions.assumeTrue(outward.isPresent(), "no network here");
    gateways = _ -> outward;
    start(new Metrics.Gateway("prometheus", port));
    awaitNoLooks();
    assertThat(notices).singleElement().asString().contains("not on a bridge of this machine");
    gateways = _ -> Optional.of(InetAddress.ofLiteral("0.0.0.0"));
    server.look();
    awaitNoLooks();
    assertThat(notices).hasSize(2);
  }

  @Test
  void a_gateway_is_looked_for_on_another_thread_and_once_more_when_asked_meanwhile()
      throws Exception {
    var asked = new AtomicInteger();
    var go = new CountDownLatch(1);
    gateways =
        _ -> {
          asked.incrementAndGet();
          go.await();
          return Optional.empty();
        };
    start(new Metrics.Gateway("prometheus", port));
    while (asked.get() == 0) {
      Thread.onSpinWait();
    }
    for (int i = 0; i < 20; i++) {
      server.look();
    }
    go.countDown();
    awaitNoLooks();
    assertThat(asked).hasValue(2);
    assertThat(notices).singleElement().asString().contains("service 'prometheus'", "next check");
  }

  @Test
  void an_engine_that_could_not_be_asked_is_not_told_as_a_service_without_a_network()
      throws Exception {
    gateways =
        _ -> {
          throw new IOException("podman could not list containers: database is locked");
        };
    start(new Metrics.Gateway("prometheus", port));
    awaitNoLooks();
    server.look();
    awaitNoLooks();
    assertThat(notices)
        .singleElement()
        .asString()
        .contains(
            "'prometheus' could not be asked for: podman could not list containers: database is",
            "tried again after the next check")
        .doesNotContain("hangs on no network");
  }

  @Test
  void a_fault_while_looking_is_a_sentence() throws Exception {
    gateways =
        _ -> {
          throw new IllegalArgumentException("Invalid IP address literal: nonsense");
        };
    start(new Metrics.Gateway("prometheus", port));
    awaitNoLooks();
    assertThat(notices).singleElement().asString().contains("nonsense");
  }

  @Test
  void a_slow_client_does_not_keep_others_waiting_for_long() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    try (var one = new Socket(InetAddress.getLoopbackAddress(), port);
        var two = new Socket(InetAddress.getLoopbackAddress(), port);
        var three = new Socket(InetAddress.getLoopbackAddress(), port)) {
      for (Socket slow : List.of(one, two, three)) {
        slow.getOutputStream().write("GET /met".getBytes(StandardCharsets.UTF_8));
        slow.getOutputStream().flush();
      }
      assertThat(ask("GET", "/metrics", "*/*").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void hangs_up_on_a_client_that_takes_too_long_to_ask() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    try (var slow = new Socket(InetAddress.getLoopbackAddress(), port)) {
      slow.setSoTimeout((int) TimeUnit.SECONDS.toMillis(4));
      slow.getOutputStream().write("GET /met".getBytes(StandardCharsets.UTF_8));
      assertThat(ask("GET", "/healthz", "*/*").statusCode()).isEqualTo(200);
      // It is not silent: only the whole of it takes too long.
      slow.getOutputStream().write('r');
      time.tick(Duration.ofSeconds(11));
      assertThat(slow.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(ask("GET", "/metrics", "*/*").statusCode()).isEqualTo(200);
  }

  @Test
  void a_silent_crowd_keeps_nobody_out() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    var crowd = new ArrayList<Socket>();
    for (int i = 0; i < 40; i++) {
      crowd.add(new Socket(InetAddress.getLoopbackAddress(), port));
    }
    assertThat(raw("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n")).startsWith("HTTP/1.1 200 ");
    for (Socket one : crowd) {
      one.close();
    }
  }

  @Test
  void a_page_that_was_led_here_by_its_name_is_told_nothing() throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));

    assertThat(raw("GET /metrics HTTP/1.1\r\nHost: evil.example\r\n\r\n"))
        .startsWith("HTTP/1.1 421 ")
        .doesNotContain("emergency_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /healthz HTTP/1.0\r\n\r\n",
        "GET /healthz?once=more HTTP/1.1\r\nHost: localhost\r\n\r\n",
        "GET http://localhost/healthz HTTP/1.1\r\nHost: localhost\r\n\r\n",
      })
  void answers_every_form_of_asking(String request) throws Exception {
    start(new Metrics.Loopback("127.0.0.1", port));
    assertThat(raw(request)).matches("(?s)HTTP/1\\.. 200 .*came round 3 s ago.*");
  }

  private void start(Metrics.Address... addresses) {
    server =
        new MetricsServer(
            new Metrics(
                List.of(addresses), Optional.of("targets/emergency.json"), Optional.empty()),
            home,
            service -> gateways.of(service),
            () -> page.get(),
            health::get,
            time,
            notices::add);
    server.start();
  }

  private static void awaitNoLooks() throws InterruptedException {
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals("metrics-look")) {
        assertThat(thread.join(Duration.ofSeconds(10))).isTrue();
      }
    }
  }

  private HttpResponse<String> ask(String method, String path, String accept)
      throws IOException, InterruptedException {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
            .timeout(Duration.ofSeconds(30))
            .header("Accept", accept)
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
  }

  /** What comes back for these very bytes; a server may also just hang up. */
  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
