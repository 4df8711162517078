package io.nuwa.emergency.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.StringJoiner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whose a compose project is, before anything is started in its name. */
class EngineStepTest {
  @TempDir Path home;
  @TempDir Path other;
  private final FakeMachine machine = new FakeMachine();
  private Deployment deployment;

  @BeforeEach
  void podman_and_compose_answer() throws Exception {
    deployment = Stacks.on(machine, home);
    machine.answers("podman-compose", "podman-compose version 1.0.6");
  }

  @Test
  void the_project_of_another_home_is_refused_and_named() throws Exception {
    madeFrom(otherFile());

    Failure failure = ((StepResult.Failed) run(false, Map.of())).failure();

    assertThat(failure.kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failure.summary())
        .contains("'week2' belongs to " + otherFile())
        .contains("2026-01-01T00:00:00Z")
        .contains("--adopt");
  }

  @Test
  void what_is_adopted_is_a_fact_of_the_run() throws Exception {
    madeFrom(otherFile());

    var done = (StepResult.Done) run(true, Map.of());

    assertThat(run(false, done.facts())).isInstanceOf(StepResult.Done.class);
  }

  @Test
  void a_home_that_was_moved_goes_on_and_says_so() throws Exception {
    madeFrom(home.resolve("old").resolve("compose.yaml"));

    assertThat(((StepResult.Done) run(false, Map.of())).summary()).contains("not there any more");
  }

  @Test
  void the_same_file_by_a_link_is_our_own() throws Exception {
    Path link = Files.createSymbolicLink(other.resolve("linked"), home);
    madeFrom(link.resolve("compose.yaml"));

    assertThat(((StepResult.Done) run(false, Map.of())).summary()).doesNotContain("belongs");
  }

  @Test
  void a_file_that_overrides_ours_does_not_make_it_a_strangers() throws Exception {
    madeFrom(otherFile(), home.resolve("compose.yaml"));

    assertThat(run(false, Map.of())).isInstanceOf(StepResult.Done.class);
  }

  private Path otherFile() throws Exception {
    return Files.writeString(other.resolve("compose.yaml"), "services: {}");
  }

  private void madeFrom(Path... files) {
    var names = new StringJoiner(",");
    for (Path file : files) {
      names.add(file.toString());
    }
    Inspections.on(
        machine,
        Inspections.of("week2", "web", "running", 0, 8000)
            .replace(
                "\"Labels\": {",
                "\"Labels\": {\"com.docker.compose.project.config_files\": \""
                    + names
                    + "\", \"com.docker.compose.project.working_dir\": \"/elsewhere\", ")
            .replace(
                "\"Status\": \"running\"",
                "\"StartedAt\": \"2026-01-01T00:00:00Z\", \"Status\": \"running\""));
  }

  private StepResult run(boolean adopts, Map<String, String> facts) throws Exception {
    return new EngineStep(deployment, new Foresight(), adopts).run(Inputs.with(facts));
  }
}
