package io.nuwa.emergency.deploy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoveStaleContainerTest {
  private static final Failure HELD =
      new Failure(FailureClass.PORT_IN_USE, "up failed", "", Map.of("port", "8000"));

  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine().answers("podman rm", "");

  @Test
  void a_container_that_only_bears_a_name_like_ours_is_a_stranger_s() throws Exception {
    Inspections.on(machine, Inspections.byHand("week2-text2sql", 8000));

    stays("container week2-text2sql, started by hand");
  }

  @Test
  void a_left_over_that_keeps_data_of_its_own_is_stopped_instead() throws Exception {
    machine.answers("podman stop", "");
    Inspections.on(
        machine,
        Inspections.of("week2", "old-store", "running", 0, 8000)
            .replace(
                "\"Config\": {",
                "\"Mounts\": [{\"Type\": \"volume\", \"Name\": \""
                    + "a".repeat(64)
                    + "\", \"Destination\": \"/data\"}], \"Config\": {"));

    var applied = (RemedyResult.Applied) apply();

    assertThat(applied.summary())
        .isEqualTo(
            "stopped the stale container week2-old-store-1, which keeps data of its own; port 8000"
                + " is kept");
    assertThat(machine.commands()).noneMatch(command -> command.startsWith("podman rm"));
  }

  @Test
  void a_container_of_our_project_whose_service_does_not_publish_the_port_is_a_left_over()
      throws Exception {
    Inspections.on(machine, Inspections.of("week2", "old-web", "running", 0, 8000));

    assertThat(apply()).isInstanceOf(RemedyResult.Applied.class);
  }

  @Test
  void the_live_container_of_the_service_itself_stays() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "web", "running", 0, 8000));

    stays("week2-web-1");
  }

  @Test
  void where_nobody_can_say_who_publishes_the_port_a_container_stays() throws Exception {
    Deployment deployment = Stacks.on(machine, home);
    Files.writeString(home.resolve("compose.yaml"), "services: [");
    Inspections.on(machine, Inspections.of("week2", "web", "running", 0, 8000));

    assertThat(declined(deployment).reason())
        .contains("container week2-web-1", "whether it should is not known: ");
  }

  @Test
  void the_live_container_of_a_service_that_publishes_a_range_stays() throws Exception {
    Deployment deployment = Stacks.on(machine, home);
    Files.writeString(
        home.resolve("compose.yaml"), "services: {web: {image: x, ports: ['7990-8010:80']}}");
    Inspections.on(machine, Inspections.of("week2", "web", "running", 0, 8000));

    assertThat(declined(deployment).reason()).contains("container week2-web-1");
  }

  @Test
  void a_stranger_s_container_stays_even_if_its_project_begins_like_ours() throws Exception {
    Inspections.on(machine, Inspections.of("week2-staging", "web", "running", 0, 8000));

    stays("project week2-staging");
  }

  @Test
  void a_stranger_s_container_by_hand_stays() throws Exception {
    Inspections.on(machine, Inspections.byHand("nginx", 8000));

    stays("container nginx, started by hand");
  }

  @Test
  void a_port_that_no_container_holds_is_left_to_the_next_remedy() throws Exception {
    Inspections.on(machine, Inspections.of("week2", "old-web", "exited", 0, 8000));

    stays("held by no container of this user");
  }

  private void stays(String reason) throws Exception {
    assertThat(declined(Stacks.on(machine, home)).reason()).contains(reason);
  }

  private RemedyResult.NotApplicable declined(Deployment deployment) throws Exception {
    var declined = (RemedyResult.NotApplicable) apply(deployment);
    assertThat(machine.commands()).noneMatch(command -> command.startsWith("podman rm"));
    return declined;
  }

  private RemedyResult apply() throws Exception {
    return apply(Stacks.on(machine, home));
  }

  private static RemedyResult apply(Deployment deployment) throws InterruptedException {
    return new RemoveStaleContainer(deployment).apply(HELD, Inputs.with(Map.of()));
  }
}
