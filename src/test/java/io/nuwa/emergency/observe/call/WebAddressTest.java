package io.nuwa.emergency.observe.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebAddressTest {
  @Test
  void drops_slashes_at_the_end() throws FailedCallException {
    assertThat(WebAddress.of("Grafana", " http://host:3000/grafana// ").text())
        .isEqualTo("http://host:3000/grafana");
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9090", "ftp://a", "http://", "http://a?b=c", "a b", ""})
  void refuses_what_is_no_address_and_shows_how_one_reads(String text) {
    assertThatThrownBy(() -> WebAddress.of("Prometheus", text))
        .isInstanceOf(FailedCallException.class)
        .hasMessageContaining("must read like http://127.0.0.1:9090");
  }

  @Test
  void does_not_repeat_a_password_in_an_address() {
    assertThatThrownBy(() -> WebAddress.of("Grafana", "http://admin:s3cret@host"))
        .hasMessageContaining("holds a user")
        .hasMessageNotContaining("s3cret");
  }
}
