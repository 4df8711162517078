package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.control.Outcome;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployRehearsalTest {
  @TempDir private Path home;

  @Test
  void a_rehearsed_deployment_goes_all_the_way_to_both_gates() throws Exception {
    assertThat(DeployRehearsal.rehearse(home)).isEqualTo(Outcome.DONE);

    String journal = Files.readString(home.resolve("promptx/memory/journal.jsonl"));
    assertThat(journal)
        .contains("1 of 1 healthy", "1 of 1 ports open", "\"engine\":\"podman\"")
        .contains("\"type\":\"risk-judged\"", "errors = 0")
        .doesNotContain("step-failed", "remedy");
  }
}
