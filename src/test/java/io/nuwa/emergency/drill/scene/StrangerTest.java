package io.nuwa.emergency.drill.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Real processes and real ports. */
class StrangerTest {
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @Test
  void takes_a_port_that_is_held_when_it_gets_free_and_goes_away_when_told() throws Exception {
    ServerSocket held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    int port = held.getLocalPort();

    Stranger stranger = Stranger.takes(port, JAVA, held::close);

    assertThat(stranger.harm()).isEmpty();
    stranger.leave();
    assertThat(stranger.harm()).isPresent();
  }

  @Test
  void is_ended_where_the_port_cannot_be_made_free() throws Exception {
    try (var held = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = held.getLocalPort();
      assertThatThrownBy(
              () ->
                  Stranger.takes(
                      port,
                      JAVA,
                      () -> {
                        throw new IOException("the container stays");
                      }))
          .hasMessage("the container stays");
      assertThat(
              ProcessHandle.current()
                  .children()
                  .filter(one -> one.info().commandLine().orElse("").endsWith(" " + port)))
          .allSatisfy(one -> assertThat(one.onExit().get(5, TimeUnit.SECONDS)).isNotNull());
    }
  }
}
