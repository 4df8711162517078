package io.nuwa.emergency.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What of the stack of {@link DeployFeatureTest} runs: the services {@code store} and {@code web}. */
class StackIdentityTest {
  @TempDir private Path home;
  private final FakeMachine machine = new FakeMachine();

  private Identity identity() throws Exception {
    return identity(Inputs.with(Map.of()));
  }

  private Identity identity(StepInput input) throws Exception {
    return new DeployFeature(home, machine)
        .identities(DeployFeatureTest.plan(Optional.of(DeployFeatureTest.stack())))
        .getFirst()
        .identity(input);
  }

  private Map<String, String> known() throws Exception {
    assertThat(identity()).isInstanceOf(Identity.Known.class);
    return ((Identity.Known) identity()).parts();
  }

  private void composeFile() throws Exception {
    Files.writeString(
        home.resolve("compose.yaml"), "services: {store: {image: s:1}, web: {image: w:1}}");
  }

  private static String store(int port) {
    return Inspections.of("week2", "store", "running", 0, port);
  }

  @Test
  void a_plan_without_a_stack_has_no_identity_to_hold_results_to() {
    assertThat(new DeployFeature(home, machine).identities(DeployFeatureTest.plan(Optional.empty())))
        .isEmpty();
  }

  @Test
  void a_stack_that_only_holds_secrets_is_known_to_have_no_container() throws Exception {
    Inspections.on(machine);
    machine.answers("podman ps", "");

    assertThat(known()).containsExactly(Map.entry("stack", "no container"));
  }

  @Test
  void where_no_engine_is_installed_nothing_of_it_runs() throws Exception {
    StepInput usual = Inputs.with(Map.of());
    var firstRun = new Values(Map.of(), Map.of());

    Identity none =
        identity(
            new StepInput(
                usual.run(), firstRun, usual.deadline(), usual.time(), usual.progress()));

    assertThat(none).isEqualTo(new Identity.Known(Map.of("stack", "no engine")));
  }

  @Test
  void an_engine_that_is_installed_and_does_not_answer_tells_nothing() throws Exception {
    machine.with("podman").refuses("podman ps", 125, "database is locked");

    assertThat(identity()).isInstanceOf(Identity.Unknown.class);
  }

  @Test
  void a_service_without_a_container_is_another_system_than_one_with() throws Exception {
    composeFile();
    Inspections.on(machine, store(5432));
    Map<String, String> alone = known();
    Inspections.on(machine, store(5432), Inspections.of("week2", "web", "running", 0, 8000));

    assertThat(alone).containsEntry("service web", "no container");
    assertThat(known().get("service web")).startsWith("image ");
    assertThat(known().get("service store")).isEqualTo(alone.get("service store"));
  }

  @Test
  void a_port_that_was_moved_and_a_stop_change_nothing_and_no_secret_is_told() throws Exception {
    composeFile();
    Inspections.on(machine, store(5432));
    Map<String, String> before = known();
    Inspections.on(machine, Inspections.of("week2", "store", "exited", 137, 15432));

    assertThat(known()).isEqualTo(before);
    assertThat(before.toString()).doesNotContain("hunter2");
  }

  @Test
  void another_tag_in_the_compose_file_is_another_system() throws Exception {
    composeFile();
    Inspections.on(machine, store(5432));
    Map<String, String> before = known();
    Files.writeString(
        home.resolve("compose.yaml"), "services: {store: {image: s:2}, web: {image: w:1}}");

    assertThat(known()).isNotEqualTo(before);
  }
}
