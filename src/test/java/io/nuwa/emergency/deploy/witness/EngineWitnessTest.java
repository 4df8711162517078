package io.nuwa.emergency.deploy.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineWitnessTest {
  @TempDir Path home;

  @Test
  void images_are_not_called_present_when_the_compose_file_cannot_be_read() throws Exception {
    Deployment deployment = Stacks.on(new FakeMachine().answers("podman", ""), home);
    Path file = home.resolve("compose.yaml");
    Files.writeString(file, "services: [");
    assertThat(images(deployment))
        .startsWith("images were not looked for: the compose file " + file + " cannot be read: ")
        .contains("compose.yaml:1:12: ");

    Files.delete(file);
    assertThat(images(deployment))
        .startsWith("images were not looked for: the compose file " + file + " cannot be read: ");
  }

  private static String images(Deployment deployment) throws InterruptedException {
    return new EngineWitness(deployment)
        .testify(Inputs.with(Map.of())).stream()
            .filter(one -> one.name().equals("images.txt"))
            .findFirst()
            .orElseThrow()
            .text();
  }
}
