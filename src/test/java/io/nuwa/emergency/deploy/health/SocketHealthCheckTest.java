package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SocketHealthCheckTest {
  private static final String HEAD = "HTTP/1.0 %s\r\nContent-Type: application/json\r\n\r\n";

  @Test
  void a_check_that_passed_is_healthy() {
    var result =
        SocketHealthCheck.read(
            HEAD.formatted("200 OK") + "{\"Status\":\"healthy\",\"FailingStreak\":0,\"Log\":null}");

    assertThat(result.healthy()).isTrue();
  }

  @Test
  void a_check_that_failed_is_not() {
    var result =
        SocketHealthCheck.read(
            HEAD.formatted("200 OK") + "{\"Status\":\"unhealthy\",\"Log\":null}");

    assertThat(result.healthy()).isFalse();
    assertThat(result.changed()).isFalse();
  }

  @Test
  void a_container_that_ended_meanwhile_is_to_be_listed_again() {
    var result =
        SocketHealthCheck.read(
            HEAD.formatted("409 Conflict")
                + "{\"cause\":\"container 0e38 is not running\",\"response\":409}");

    assertThat(result.changed()).isTrue();
    assertThat(result.text()).isEqualTo("container 0e38 is not running");
  }

  @Test
  void half_an_answer_is_no_answer() {
    assertThat(SocketHealthCheck.read("HTTP/1.0 200 OK\r\nContent-").healthy()).isFalse();
    assertThat(SocketHealthCheck.read("").changed()).isTrue();
    assertThat(SocketHealthCheck.read(HEAD.formatted("200 OK") + "{\"Sta").healthy()).isFalse();
  }
}
