package io.nuwa.emergency.deploy.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ContainersTest {
  private final FakeMachine machine = new FakeMachine();
  private final Containers containers = new Containers(new Engine(EngineKind.PODMAN, "", machine));

  @Test
  void an_inspection_tells_state_project_and_ports() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "postgres", "exited", 137, 5432));

    Container container = known().containers().getFirst();

    assertThat(container.name()).isEqualTo("week2-postgres-1");
    assertThat(container.service()).isEqualTo("postgres");
    assertThat(container.hostPorts()).containsExactly(5432);
    assertThat(container.killed()).isTrue();
    assertThat(container.dead()).isTrue();
    assertThat(container.state()).isEqualTo("exited (code 137)");
  }

  @Test
  void evidence_holds_no_environment_and_no_command_line() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "postgres", "running", 0, 5432));

    assertThat(known().json()).contains("id-postgres", "running").doesNotContain("hunter2");
  }

  @Test
  void labels_of_podman_compose_count_as_well() throws Exception {
    Inspections.on(
        machine,
        """
        {"Id": "a", "Name": "/week2_web_1", "State": {"Status": "running"},
         "Config": {"Labels": {"io.podman.compose.project": "week2",
                               "io.podman.compose.service": "web"}}}\
        """);

    Container container = known().containers().getFirst();

    assertThat(container.project()).isEqualTo("week2");
    assertThat(container.service()).isEqualTo("web");
    assertThat(container.name()).isEqualTo("week2_web_1");
  }

  @Test
  void no_containers_means_nothing_to_inspect() throws Exception {
    machine.answers("podman ps", "");

    assertThat(known().containers()).isEmpty();
    assertThat(machine.commands()).hasSize(1);
  }

  @Test
  void only_the_missing_images_are_named() throws Exception {
    machine
        .refuses("podman image inspect", 125, "inspecting object: b: image not known")
        .answers("podman image inspect --format {{.Id}} a", "1")
        .refuses("podman image inspect --format {{.Id}} a b", 125, "b: image not known");

    assertThat(containers.missingImages(List.of("a", "b"))).containsExactly("b");
  }

  private Listing.Known known() throws InterruptedException {
    return (Listing.Known) containers.ofProject("week2");
  }
}
