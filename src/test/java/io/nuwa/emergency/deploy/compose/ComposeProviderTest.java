package io.nuwa.emergency.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ComposeProviderTest {
  private final FakeMachine machine = new FakeMachine();
  private final Engine podman = new Engine(EngineKind.PODMAN, "", machine);

  @Test
  void a_docker_client_without_the_plugin_is_passed_over() throws Exception {
    machine
        .refuses("docker compose", 1, "docker: 'compose' is not a docker command.")
        .refuses("podman compose", 125, "Error: unrecognized command `podman compose`")
        .answers("docker-compose version", "2.26.1-4\n");

    assertThat(ComposeProvider.detect(podman).works()).contains(ComposeProvider.STANDALONE);
  }

  @Test
  void compose_of_the_first_generation_is_passed_over() throws Exception {
    machine
        .answers("docker-compose version", "1.29.2\n")
        .answers("podman-compose --version", "podman-compose version 1.0.3\n");

    assertThat(ComposeProvider.detect(podman).works()).contains(ComposeProvider.PODMAN_SCRIPT);
  }

  @Test
  void the_best_one_wins_over_the_quickest() throws Exception {
    machine
        .answers("docker compose version", "v2.26.1\n")
        .answers("docker-compose version", "2.26.1\n")
        .answers("podman-compose --version", "podman-compose version 1.0.3\n");

    assertThat(ComposeProvider.detect(podman).works()).contains(ComposeProvider.DOCKER_PLUGIN);
  }

  @Test
  void podman_s_script_is_not_even_asked_where_another_one_answers() throws Exception {
    machine
        .answers("docker-compose version", "2.26.1\n")
        .answers("podman-compose --version", "podman-compose version 1.0.3\n");

    assertThat(ComposeProvider.detect(podman).works()).contains(ComposeProvider.STANDALONE);
    assertThat(machine.commands()).noneMatch(command -> command.startsWith("podman-compose"));
  }

  @Test
  void docker_is_not_served_by_podman_s_script() throws Exception {
    machine.answers("podman-compose --version", "podman-compose version 1.0.3\n");

    assertThat(ComposeProvider.detect(new Engine(EngineKind.DOCKER, "", machine)).works())
        .isEmpty();
  }

  @Test
  void one_that_does_not_say_its_version_in_time_is_slow_and_not_absent() throws Exception {
    machine.says(
        "docker-compose version", new Completion(-1, "", "", Duration.ofSeconds(20), true));

    assertThat(ComposeProvider.detect(podman).slow()).containsExactly(ComposeProvider.STANDALONE);
  }
}
