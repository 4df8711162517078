package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** With what Podman 4.3.1 and Docker print of containers that compose made. */
class AttachmentTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void one_that_bears_its_name_on_a_network_is_well() throws IOException {
    assertThat(podman("{\"w_default\": {\"Aliases\": [\"w-db-1\", \"db\", \"c45b9362fc8e\"]}}"))
        .doesNotContain("network");
  }

  @Test
  void one_that_was_taken_off_its_network_is_named() throws IOException {
    assertThat(podman("null")).isEqualTo("is running, but on no network");
    assertThat(podman("{}")).isEqualTo("is running, but on no network");
  }

  @Test
  void one_that_nobody_finds_by_its_name_is_named() throws IOException {
    assertThat(podman("{\"w_default\": {\"Aliases\": [\"c45b9362fc8e\"]}}"))
        .isEqualTo("is running, but nobody finds it by its name on the network w_default");
  }

  @Test
  void names_that_are_not_told_are_no_trouble() throws IOException {
    assertThat(podman("{\"w_default\": {\"Aliases\": null}}")).isEmpty();
    assertThat(podman("{\"w_default\": {}}")).isEmpty();
    assertThat(podman("{\"podman\": {\"Aliases\": [\"c45b9362fc8e\"]}}"))
        .as("the default network knows no names")
        .isEmpty();
  }

  @Test
  void those_that_hang_on_no_network_by_choice_are_well() throws IOException {
    for (String mode :
        new String[] {"host", "none", "slirp4netns", "pasta", "container:4711", "ns:/x", ""}) {
      assertThat(trouble(mode, "null")).as(mode).isEmpty();
    }
  }

  @Test
  void the_gateway_of_its_first_network_by_name_is_where_this_machine_is() throws IOException {
    assertThat(
            gateway(
                """
                {"w_default": {"Gateway": "10.89.0.1"}, "w_back": {"Gateway": "10.89.1.1"},
                 "a_closed": {"Gateway": ""}, "b_internal": {}}
                """))
        .contains("10.89.1.1");
  }

  @Test
  void one_that_does_not_run_or_hangs_on_no_network_has_no_gateway() throws IOException {
    assertThat(gateway("{\"w_default\": {\"Gateway\": \"\"}}")).isEmpty();
    assertThat(gateway("{}")).isEmpty();
    assertThat(gateway("null")).isEmpty();
  }

  private static Optional<String> gateway(String networks) throws IOException {
    return attachment("bridge", networks).gateway();
  }

  private static String podman(String networks) throws IOException {
    return trouble("bridge", networks);
  }

  private static String trouble(String mode, String networks) throws IOException {
    return attachment(mode, networks).trouble("db").orElse("");
  }

  private static Attachment attachment(String mode, String networks) throws IOException {
    return Attachment.of(
        JSON.readTree(
            """
            {"HostConfig": {"NetworkMode": "%s"}, "NetworkSettings": {"Networks": %s}}
            """
                .formatted(mode, networks)));
  }
}
