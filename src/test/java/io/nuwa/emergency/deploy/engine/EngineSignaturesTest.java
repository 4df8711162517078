package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineSignaturesTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          cannot listen on the TCP port: listen tcp4 :8000: bind: address already in use | 8000
          Error response from daemon: cannot listen on the TCP port: listen tcp4 127.0.0.1:29101: bind: address already in use | 29101
          Error: rootlessport listen tcp 0.0.0.0:18001: bind: address already in use | 18001
          Bind for 0.0.0.0:8000 failed: port is already allocated | 8000
          failed to bind host port for 127.0.0.1:9090:172.17.0.2:9090/tcp: address already in use | 9090
          failed to bind host port 127.0.0.1:5432/tcp: address already in use | 5432
          Error: pasta failed with exit code 1: Failed to bind port 8000 (Address already in use) for option '-t 8000' | 8000
          """)
  void a_bound_port_is_recognised_with_its_number(String text, String port) {
    Failure failure = classify(text);

    assertThat(failure.kind()).isEqualTo(FailureClass.PORT_IN_USE);
    assertThat(failure.details()).containsEntry("port", port);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\0',
      textBlock =
          """
          PERMISSION | Error: rootlessport cannot expose privileged port 80, you can add 'net.ipv4.ip_unprivileged_port_start=80' to /etc/sysctl.conf, or choose a larger port number (>= 1024): listen tcp 0.0.0.0:80: bind: permission denied
          PERMISSION | Cannot connect to Podman. unable to connect to Podman socket: Get "http://d/v4.3.1/libpod/_ping": dial unix /run/podman/podman.sock: connect: permission denied
          PERMISSION | permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock
          PERMISSION | Error: slirp4netns failed: "open(\\"/dev/net/tun\\"): Permission denied
          NETWORK_MISSING | Error: unable to find network with name or ID week2_extra: network not found
          NETWORK_MISSING | network week2_extra declared as external, but could not be found
          IMAGE_MISSING | Error: initializing source docker://grafana/grafana:latest: pinging container registry registry-1.docker.io: Get "https://registry-1.docker.io/v2/": dial tcp: lookup registry-1.docker.io: no such host
          IMAGE_MISSING | Error: inspecting object: localhost/emergency/text2sql:dev: image not known
          IMAGE_MISSING | Error response from daemon: No such image: localhost/emergency/text2sql:dev
          NAME_RESOLUTION | dial tcp: lookup postgres on 10.89.0.1:53: no such host
          NO_SPACE | write /var/lib/containers/storage/x: no space left on device
          ENGINE_MISSING | Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?
          ENGINE_MISSING | dial unix /run/podman/podman.sock: connect: no such file or directory
          CONFIGURATION | yaml: line 4: did not find expected key
          UNKNOWN | something never heard of
          """)
  void recorded_texts_get_their_class(FailureClass kind, String text) {
    assertThat(classify(text).kind()).isEqualTo(kind);
  }

  @Test
  void a_privileged_port_is_named_so_that_it_can_be_moved() {
    assertThat(classify("rootlessport cannot expose privileged port 80, you can").details())
        .isEqualTo(Map.of("port", "80"));
  }

  @Test
  void a_missing_network_is_named_so_that_it_can_be_made() {
    assertThat(
            classify("unable to find network with name or ID week2_extra: network not found")
                .details())
        .isEqualTo(Map.of("network", "week2_extra"));
  }

  @Test
  void a_command_that_ran_out_of_time_is_a_timeout_whatever_it_wrote() {
    Failure failure =
        EngineSignatures.classify(
            "up", new Completion(124, "", "Creating", Duration.ofSeconds(30), true));

    assertThat(failure.kind()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(failure.summary()).isEqualTo("up within 30 s");
  }

  private static Failure classify(String text) {
    return EngineSignatures.classify(
        "up", new Completion(1, "", text, Duration.ofSeconds(1), false));
  }
}
