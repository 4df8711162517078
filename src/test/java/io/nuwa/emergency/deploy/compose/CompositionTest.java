package io.nuwa.emergency.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.deploy.compose.Composition.Condition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Read from what compose v2.26 prints. */
class CompositionTest {
  @Test
  void a_check_has_the_words_of_the_file_with_its_dollars() throws Exception {
    assertThat(
            service("{\"healthcheck\": {\"test\": [\"CMD-SHELL\", \"pg_isready  -U $$U\"]}}")
                .test())
        .containsExactly("CMD-SHELL", "pg_isready  -U $U");
  }

  @Test
  void replicas_are_counted_as_compose_counts_them() throws Exception {
    assertThat(service("{}").replicas()).isEqualTo(1);
    assertThat(service("{\"scale\": 3}").replicas()).isEqualTo(3);
    assertThat(service("{\"scale\": 0}").replicas()).isZero();
    assertThat(service("{\"deploy\": {\"replicas\": 2}}").replicas()).isEqualTo(2);
    assertThat(service("{\"provider\": {\"type\": \"model\"}}").replicas()).isZero();
  }

  @Test
  void conditions_of_other_services_are_read() throws Exception {
    assertThat(
            service(
                    "{\"depends_on\": {\"db\": {\"condition\": \"service_healthy\"}, \"m\":"
                        + " {\"condition\": \"service_completed_successfully\"}, \"x\":"
                        + " {\"condition\": \"service_started\"}}}")
                .waitsFor())
        .isEqualTo(Map.of("db", Condition.HEALTHY, "m", Condition.COMPLETED));
  }

  @Test
  void a_service_that_another_one_wants_ended_ends() throws Exception {
    Composition composition =
        read(
            "{\"web\": {\"depends_on\": {\"m\": {\"condition\":"
                + " \"service_completed_successfully\"}}, \"ports\": [{}]}, \"m\": {\"ports\":"
                + " [{}]}}");

    assertThat(composition.service("m").ending()).isEqualTo(Composition.Ending.AWAITED);
    assertThat(composition.service("web").ends()).isFalse();
  }

  @Test
  void one_that_is_brought_back_or_publishes_ports_or_is_checked_does_not_end() throws Exception {
    assertThat(service("{}").ending()).isEqualTo(Composition.Ending.ALLOWED);
    assertThat(service("{\"restart\": \"on-failure:3\"}").ends()).isTrue();
    assertThat(service("{\"restart\": \"always\"}").ends()).isFalse();
    assertThat(service("{\"ports\": [{}]}").ends()).isFalse();
    assertThat(service("{\"healthcheck\": {\"test\": [\"CMD\", \"x\"]}}").ends()).isFalse();
  }

  @Test
  void services_of_profiles_start_with_them_only() throws Exception {
    Composition composition = read("{\"web\": {}, \"extra\": {\"profiles\": [\"more\"]}}");

    assertThat(composition.started(List.of())).containsExactly("web");
    assertThat(composition.started(List.of("more"))).containsExactly("extra", "web");
  }

  @Test
  void what_nobody_told_of_is_one_container_that_runs() {
    assertThat(Composition.UNTOLD.service("web").replicas()).isEqualTo(1);
    assertThat(Composition.UNTOLD.service("web").ends()).isFalse();
  }

  private static Composition.Service service(String json) throws Exception {
    return read("{\"one\": " + json + "}").service("one");
  }

  private static Composition read(String services) throws Exception {
    return Composition.of(
        new ObjectMapper().readTree("{\"services\": " + services + "}"), Map.of(), Map.of());
  }
}
