package io.nuwa.emergency.deploy.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompositionsTest {
  private static final String HASH = "0123456789abcdef".repeat(4);

  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine();
  private Deployment deployment;

  @BeforeEach
  void compose_answers() throws Exception {
    deployment = Stacks.on(machine, home);
    String compose =
        "docker-compose -p week2 -f HOME/compose.yaml --env-file HOME/secrets.env --profile * config"
            .replace("HOME", home.toString());
    machine
        .answers(compose + " --format json", "{\"services\": {\"web\": {}}}")
        .answers(compose + " --hash", "web " + HASH + "\n");
  }

  @Test
  void compose_is_asked_once_for_the_same_files_and_values() throws Exception {
    ask(Map.of());
    ask(Map.of());

    assertThat(machine.commands()).hasSize(2);
  }

  @Test
  void an_edited_file_and_another_port_are_asked_for_anew() throws Exception {
    ask(Map.of());
    Files.writeString(home.resolve("compose.yaml"), "services: {}");
    ask(Map.of());
    ask(Map.of("port.web", "18000"));

    assertThat(machine.commands()).hasSize(6);
  }

  @Test
  void a_hash_says_whether_a_service_was_deployed_as_the_file_reads_now() throws Exception {
    Composition composition = ask(Map.of()).orUntold();

    assertThat(composition.isDeployed("web", composition.facts())).isTrue();
    assertThat(composition.isDeployed("web", Map.of("config.web", "another"))).isFalse();
  }

  @Test
  void a_file_that_compose_cannot_read_is_said() throws Exception {
    assertThat(((Compositions.Answer.Unknown) broken()).failure().summary())
        .startsWith("docker-compose config failed: yaml: line 3");
  }

  @Test
  void a_provider_that_does_not_tell_is_not_asked() throws Exception {
    assertThat(
            deployment
                .composition(new Engine(EngineKind.PODMAN, "", machine), Inputs.with(Map.of()))
                .orUntold())
        .isEqualTo(Composition.UNTOLD);
    assertThat(machine.commands()).isEmpty();
  }

  private Compositions.Answer broken() throws Exception {
    var other = new FakeMachine();
    other.refuses("docker-compose", 15, "yaml: line 3: did not find expected node content");
    Deployment wrong = Stacks.on(other, home);
    return wrong.composition(new Engine(EngineKind.PODMAN, "", other), input(Map.of()));
  }

  private Compositions.Answer ask(Map<String, String> facts) throws Exception {
    return deployment.composition(new Engine(EngineKind.PODMAN, "", machine), input(facts));
  }

  private static StepInput input(Map<String, String> facts) {
    var all = new TreeMap<>(facts);
    all.put("engine.compose", "docker-compose");
    return Inputs.with(all);
  }
}
