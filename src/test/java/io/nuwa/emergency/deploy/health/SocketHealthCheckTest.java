package io.nuwa.emergency.deploy.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.socket.HttpAnswer;
import org.junit.jupiter.api.Test;

class SocketHealthCheckTest {

  @Test
  void a_check_that_passed_is_healthy() {
    var result = read(200, "{\"Status\":\"healthy\",\"FailingStreak\":0,\"Log\":null}");

    assertThat(result.healthy()).isTrue();
  }

  @Test
  void a_check_that_failed_is_not() {
    var result = read(200, "{\"Status\":\"unhealthy\",\"Log\":null}");

    assertThat(result.healthy()).isFalse();
    assertThat(result.changed()).isFalse();
  }

  @Test
  void a_container_that_ended_meanwhile_is_to_be_listed_again() {
    var result = read(409, "{\"cause\":\"container 0e38 is not running\",\"response\":409}");

    assertThat(result.changed()).isTrue();
    assertThat(result.text()).isEqualTo("container 0e38 is not running");
  }

  @Test
  void an_answer_that_is_no_json_is_not_healthy() {
    assertThat(read(200, "{\"Sta").healthy()).isFalse();
    assertThat(read(200, "").healthy()).isFalse();
  }

  private static HealthCheck.Result read(int status, String body) {
    return SocketHealthCheck.read(new HttpAnswer(status, "HTTP/1.0 " + status, body));
  }
}
