package io.nuwa.emergency.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class ConnectionFaultTest {

  @Test
  void an_unknown_name_is_found_however_deep_it_is_wrapped() {
    var once = new ConnectException("wrapped");
    once.initCause(new UnresolvedAddressException());
    var twice = new ConnectException();
    twice.initCause(once);
    assertThat(
            List.of(
                new UnresolvedAddressException(),
                new UnknownHostException("nowhere"),
                once,
                twice,
                new ExecutionException(twice)))
        .extracting(ConnectionFault::kind)
        .containsOnly(FailureClass.NAME_RESOLUTION);
  }

  @Test
  void a_time_that_is_up_is_no_peer_that_is_away() {
    assertThat(
            List.of(
                new HttpConnectTimeoutException("connect"),
                new SocketTimeoutException("read"),
                new ExecutionException(new TimeoutException())))
        .extracting(ConnectionFault::kind)
        .containsOnly(FailureClass.TIMEOUT);
  }

  @Test
  void everything_else_is_a_peer_that_is_not_ready() {
    assertThat(
            List.of(
                new ConnectException("Connection refused"),
                new NoRouteToHostException(),
                new IOException("HTTP/1.1 header parser received no bytes")))
        .extracting(ConnectionFault::kind)
        .containsOnly(FailureClass.NOT_READY);
  }

  @Test
  void what_the_client_of_the_jdk_throws_for_an_unknown_name_is_known() throws Exception {
    var request = HttpRequest.newBuilder(URI.create("http://nosuchhost.invalid/")).build();
    try (var client = HttpClient.newHttpClient()) {
      client.send(request, BodyHandlers.discarding());
      throw new AssertionError("a name under .invalid answered");
    } catch (IOException e) {
      assertThat(ConnectionFault.kind(e)).isEqualTo(FailureClass.NAME_RESOLUTION);
      assertThat(ConnectionFault.words(e)).isEqualTo("no such host name");
    }
  }
}
