package io.nuwa.emergency.deploy.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.deploy.FreePort;
import io.nuwa.emergency.deploy.port.Connections.Answer;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
final class ConnectionsTest {
  private static final String HERE = "127.0.0.1";
  private static final int MORE_THAN_THE_BACKLOG = 8;

  private final List<AutoCloseable> opened = new ArrayList<>();

  @AfterEach
  void closeAll() throws Exception {
    for (AutoCloseable one : opened) {
      one.close();
    }
  }

  @Test
  void tells_open_from_closed_and_from_a_name_of_nowhere() throws Exception {
    TcpPort open = new TcpPort("web", HERE, listening());
    TcpPort closed = new TcpPort("", HERE, FreePort.next());
    TcpPort nowhere = new TcpPort("", "no-such-host.invalid", 80);

    try (Connections made = Connections.to(List.of(closed, open, nowhere), Duration.ofSeconds(5))) {
      assertThat(made.answer(closed)).isEqualTo(new Answer.Closed("Connection refused"));
      assertThat(made.answer(open)).isInstanceOf(Answer.Open.class);
      assertThat(made.answer(nowhere)).isEqualTo(new Answer.Nameless());
    }
  }

  @Test
  void ports_that_say_nothing_share_one_patience() throws Exception {
    TcpPort first = new TcpPort("", HERE, silent());
    TcpPort second = new TcpPort("", HERE, silent());
    TcpPort open = new TcpPort("", HERE, listening());
    long began = System.nanoTime();

    try (Connections made = Connections.to(List.of(first, second, open), Duration.ofMillis(300))) {
      assertThat(Duration.ofNanos(System.nanoTime() - began))
          .isBetween(Duration.ofMillis(290), Duration.ofMillis(590));
      assertThat(made.answer(first)).isEqualTo(new Answer.Silent(Duration.ofMillis(300)));
      assertThat(made.answer(second)).isEqualTo(new Answer.Silent(Duration.ofMillis(300)));
      assertThat(made.answer(open)).isInstanceOf(Answer.Open.class);
    }
  }

  /** The kernel asks a second time after a second; nobody here waits that long. */
  @Test
  void one_that_swallowed_the_first_packet_is_asked_again_soon() throws Exception {
    int port = silent();
    var server = (ServerSocket) opened.get(opened.size() - 1 - MORE_THAN_THE_BACKLOG);
    Thread taking =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    Time.system().pause(Duration.ofMillis(50));
                    while (true) {
                      server.accept();
                    }
                  } catch (IOException | InterruptedException e) {
                    // The test is over.
                  }
                });

    var wanted = new TcpPort("", HERE, port);
    try (Connections made = Connections.to(List.of(wanted), Duration.ofMillis(950))) {
      assertThat(made.answer(wanted)).isInstanceOf(Answer.Open.class);
    }
    server.close();
    taking.join();
  }

  @Test
  void one_that_is_stopped_says_nothing_of_any_port() throws Exception {
    int port = listening();
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> Connections.to(List.of(new TcpPort("", HERE, port)), Duration.ofSeconds(5)))
        .isInstanceOf(InterruptedException.class);
  }

  private int listening() throws IOException {
    var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    opened.add(server);
    return server.getLocalPort();
  }

  /** Nobody takes what waits there, so that the kernel answers no more. */
  private int silent() throws IOException {
    var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    opened.add(server);
    for (int i = 0; i < MORE_THAN_THE_BACKLOG; i++) {
      SocketChannel waiting = SocketChannel.open();
      opened.add(waiting);
      waiting.configureBlocking(false);
      var _ = waiting.connect(server.getLocalSocketAddress());
    }
    return server.getLocalPort();
  }
}
