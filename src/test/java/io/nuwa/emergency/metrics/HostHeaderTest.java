package io.nuwa.emergency.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.apache.hc.core5.http.message.BasicClassicHttpRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostHeaderTest {
  private static final InetAddress BRIDGE = InetAddress.ofLiteral("10.89.0.1");

  @ParameterizedTest
  @ValueSource(
      strings = {"localhost:9095", "LOCALHOST", "127.0.0.1:9095", "[::1]:9095", "10.89.0.1:9095"})
  void this_machine_is_asked_by_its_own_names(String host) {
    assertThat(isOurs(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"evil.example:9095", "localhost.evil.example", "10.89.0.2", "", "[::1", "1"})
  void another_host_is_not_answered_for(String host) {
    assertThat(isOurs(host)).isFalse();
  }

  @Test
  void two_hosts_are_none_of_ours() {
    var request = new BasicClassicHttpRequest("GET", "/metrics");
    request.addHeader("Host", "localhost");
    request.addHeader("Host", "evil.example");

    assertThat(HostHeader.isOurs(request, BRIDGE)).isFalse();
  }

  private static boolean isOurs(String host) {
    var request = new BasicClassicHttpRequest("GET", "/metrics");
    request.addHeader("Host", host);
    return HostHeader.isOurs(request, BRIDGE);
  }
}
