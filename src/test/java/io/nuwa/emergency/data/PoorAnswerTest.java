package io.nuwa.emergency.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.Measurement;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases that answer late, refuse for a while, or have no address. */
class PoorAnswerTest {
  private static final Path HOME = Path.of("");

  @Test
  void a_server_that_takes_the_connection_and_says_nothing_is_slow_and_nothing_is_made_anew()
      throws Exception {
    try (var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Situation situation = at("127.0.0.1", silent.getLocalPort());
      situation.patience = Duration.ofSeconds(1);
      Failure why = unmeasured(situation);
      assertThat(why.kind()).isEqualTo(FailureClass.TIMEOUT);
      assertThat(why.details()).doesNotContainKey("service");
      assertThat(situation.identity()).isInstanceOf(Identity.Unknown.class);
    }
  }

  @Test
  void a_name_that_does_not_resolve_is_called_so() throws Exception {
    Failure why = unmeasured(at("no-such-host.invalid", 5432));
    assertThat(why.kind()).isEqualTo(FailureClass.NAME_RESOLUTION);
    assertThat(why.details()).doesNotContainKey("service");
  }

  @ParameterizedTest
  @CsvSource({
    "57P03, the database system is starting up, recovering",
    "57P03, the database system is in recovery mode, recovering",
    "53300, 'sorry, too many clients already', max_connections",
  })
  void a_server_that_refuses_for_a_while_is_not_made_anew(String state, String words, String advice)
      throws Exception {
    try (var refusing = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.ofPlatform().daemon().start(() -> refuseAll(refusing, state, words));
      Failure why = unmeasured(at("127.0.0.1", refusing.getLocalPort()));
      assertThat(why.kind()).isEqualTo(FailureClass.NOT_READY);
      assertThat(why.summary()).contains(words).contains(advice);
      assertThat(why.details()).doesNotContainKey("service").containsEntry("sqlstate", state);
    }
  }

  /** The address is the one of a service of the plan, so that a remedy could be told of it. */
  private static Situation at(String host, int port) {
    return new Situation(
            HOME,
            "hush",
            "url: \"jdbc:postgresql://"
                + host
                + ":${port.postgres}/x?sslmode=disable\"\nuser: u\nrows: {a: 1}")
        .with("port.postgres", Integer.toString(port));
  }

  private static Failure unmeasured(Situation situation) throws Exception {
    return ((Measurement.Unmeasured) situation.measure()).why();
  }

  private static void refuseAll(ServerSocket server, String state, String words) {
    try {
      while (true) {
        try (Socket client = server.accept()) {
          var in = new DataInputStream(client.getInputStream());
          in.skipNBytes(in.readInt() - Integer.BYTES);
          String fields = "SFATAL\0VFATAL\0C" + state + "\0M" + words + "\0\0";
          byte[] body = fields.getBytes(StandardCharsets.UTF_8);
          var out = new DataOutputStream(client.getOutputStream());
          out.writeByte('E');
          out.writeInt(Integer.BYTES + body.length);
          out.write(body);
          out.flush();
        }
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }
}
