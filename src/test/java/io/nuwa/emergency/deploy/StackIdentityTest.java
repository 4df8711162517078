package io.nuwa.emergency.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackIdentityTest {
  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine();
  private Deployment deployment;

  @BeforeEach
  void its_compose_file_names_two_images() throws Exception {
    deployment = Stacks.on(machine, home);
  }

  @Test
  void a_restart_and_the_same_made_again_are_the_same_build() throws Exception {
    Map<String, String> before = parts(web(), "8000");

    assertThat(before)
        .containsOnlyKeys(
            "service web", "service store", "compose image of web", "compose image of store");
    assertThat(
            parts(web().replace("id-web", "id-new").replace("\"exited\"", "\"running\""), "8000"))
        .isEqualTo(before);
  }

  @Test
  void a_port_that_a_remedy_moved_is_the_same_build() throws Exception {
    assertThat(parts(web().replace("8000", "18000"), "18000")).isEqualTo(parts(web(), "8000"));
  }

  @Test
  void another_image_tag_setting_or_compose_image_is_another_build() throws Exception {
    Map<String, String> before = parts(web(), "8000");

    assertThat(parts(web().replace("\"i1\"", "\"i2\""), "8000")).isNotEqualTo(before);
    assertThat(parts(web().replace("web:dev", "web:next"), "8000")).isNotEqualTo(before);
    assertThat(parts(web().replace("postgres:5432/a", "postgres:5432/b"), "8000"))
        .isNotEqualTo(before);

    Path file = home.resolve("compose.yaml");
    Files.writeString(file, Files.readString(file).replace("web:dev", "web:two"));
    assertThat(((Identity.Known) identity("8000")).parts()).isNotEqualTo(before);
  }

  @Test
  void no_secret_can_be_read() throws Exception {
    assertThat(parts(web(), "8000").toString()).doesNotContain("hunter2");
  }

  @Test
  void a_service_without_a_container_is_another_system_than_one_with() throws Exception {
    Inspections.on(machine, web());
    Map<String, String> alone = ((Identity.Known) identity("8000")).parts();

    assertThat(alone).containsEntry("service store", "no container");
    assertThat(parts(web(), "8000").get("service store")).startsWith("image ");
    assertThat(parts(web(), "8000").get("service web")).isEqualTo(alone.get("service web"));
  }

  @Test
  void a_stack_that_only_holds_secrets_is_known_to_have_no_container() throws Exception {
    Files.delete(home.resolve("compose.yaml"));
    Inspections.on(machine).answers("podman ps", "");

    assertThat(identity("8000")).isEqualTo(new Identity.Known(Map.of("stack", "no container")));
  }

  @Test
  void where_no_engine_is_installed_nothing_of_it_runs() throws Exception {
    StepInput usual = Inputs.with(Map.of());
    var firstRun = new Values(Map.of(), Map.of());
    var bare = new Deployment(DeployFeatureTest.stack(), home, new FakeMachine());

    assertThat(
            new StackIdentity(bare)
                .identity(
                    new StepInput(
                        usual.run(), firstRun, usual.deadline(), usual.time(), usual.progress())))
        .isEqualTo(new Identity.Known(Map.of("stack", "no engine")));
  }

  @Test
  void an_engine_that_does_not_say_makes_it_unknown() throws Exception {
    machine.refuses("podman ps", 125, "Error: no space left on device");

    assertThat(((Identity.Unknown) identity("8000")).why().kind()).isEqualTo(FailureClass.NO_SPACE);
  }

  @Test
  void a_plan_without_a_stack_has_no_identity() {
    var feature = new DeployFeature(home, machine);

    assertThat(feature.identities(DeployFeatureTest.plan(Optional.empty()))).isEmpty();
    assertThat(feature.identities(DeployFeatureTest.plan(Optional.of(DeployFeatureTest.stack()))))
        .hasSize(1);
  }

  private Map<String, String> parts(String web, String port) throws Exception {
    Inspections.on(machine, web, Inspections.of("week2", "store", "running", 0, 5432));
    return ((Identity.Known) identity(port)).parts();
  }

  private Identity identity(String port) throws Exception {
    return new StackIdentity(deployment).identity(Inputs.with(Map.of("port.web", port)));
  }

  private static String web() {
    return Inspections.of("week2", "web", "running", 0, 8000)
        .replace("\"Id\":", "\"Image\": \"i1\", \"Id\":")
        .replace(
            "{\"Env\": [",
            "{\"Image\": \"localhost/web:dev\", \"Env\": [\"PORT=8000\", \"HOSTNAME=id-web\","
                + " \"DATABASE_URL=jdbc:postgresql://postgres:5432/a\", ");
  }
}
