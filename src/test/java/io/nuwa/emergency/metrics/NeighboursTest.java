package io.nuwa.emergency.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
  @TempDir Path interfaces;

  @ParameterizedTest
  @CsvSource({
    "10.89.0.1,    24, 10.89.0.7,   true",
    "10.89.0.1,    24, 10.89.0.1,   true",
    "10.89.0.1,    24, 10.89.1.7,   false",
    "10.89.0.1,    24, 192.168.1.5, false",
    "172.18.0.1,   16, 172.18.9.9,  true",
    "172.18.0.1,   12, 172.31.9.9,  true",
    "172.18.0.1,   12, 172.32.0.1,  false",
    "10.89.0.1,    24, fd00::1,     false",
    "fd00:1::1,    64, fd00:1::9,   true",
    "fd00:1::1,    64, fd00:2::9,   false",
    "10.89.0.1,    32, 10.89.0.2,   false",
  })
  void whoever_is_on_the_same_network_is_admitted(
      String own, int prefix, String asking, boolean admitted) {
    var neighbours = new Neighbours(InetAddress.ofLiteral(own), prefix);
    assertThat(neighbours.admit(InetAddress.ofLiteral(asking))).isEqualTo(admitted);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1, true",
    "127.0.0.2, 127.0.0.1, true",
    "127.0.0.1, 10.0.0.1,  false",
    "::1,       ::1,       true",
    "::1,       ::2,       false",
  })
  void loopback_is_a_network_of_its_own(String own, String asking, boolean admitted)
      throws IOException {
    Neighbours neighbours = Neighbours.of(InetAddress.ofLiteral(own)).orElseThrow();
    assertThat(neighbours.admit(InetAddress.ofLiteral(asking))).isEqualTo(admitted);
  }

  @Test
  void a_bridge_with_a_device_of_the_machine_in_it_leads_outward() throws IOException {
    Path bridge = Files.createDirectories(interfaces.resolve("podman1/bridge")).getParent();
    Path ports = Files.createDirectories(bridge.resolve("brif"));
    assertThat(Neighbours.isInward(bridge)).isTrue();
    Files.createDirectories(interfaces.resolve("veth0"));
    Files.createSymbolicLink(ports.resolve("veth0"), interfaces.resolve("veth0"));
    assertThat(Neighbours.isInward(bridge)).isTrue();
    Files.createDirectories(interfaces.resolve("eth0/device"));
    Files.createDirectory(ports.resolve("eth0"));
    assertThat(Neighbours.isInward(bridge)).isFalse();
  }

  @Test
  void what_is_no_bridge_leads_outward() throws IOException {
    Path plain = Files.createDirectories(interfaces.resolve("eth0"));
    assertThat(Neighbours.isInward(plain)).isFalse();
    assertThat(Neighbours.isInward(interfaces.resolve("gone"))).isFalse();
    assertThat(Neighbours.of(InetAddress.ofLiteral("203.0.113.7"))).isEmpty();
  }
}
