package io.nuwa.emergency.deploy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CreateNetworkTest {
  private final FakeMachine machine = new FakeMachine().answers("podman network create edge", "");

  @Test
  void a_network_that_nobody_has_made_yet_is_created() throws Exception {
    assertThat(((RemedyResult.Applied) apply(Map.of())).summary())
        .isEqualTo("created the network edge");
  }

  @Test
  void a_network_of_others_that_was_there_and_is_lost_is_never_made_anew() throws Exception {
    var declined = (RemedyResult.NotApplicable) apply(Map.of("network.edge", "seen"));

    assertThat(declined.reason())
        .startsWith("the network edge was somebody else's when the stack was deployed")
        .endsWith("podman network create edge");
    assertThat(machine.commands()).isEmpty();
  }

  private RemedyResult apply(Map<String, String> facts) throws InterruptedException {
    return new CreateNetwork(machine)
        .apply(
            new Failure(FailureClass.NETWORK_MISSING, "up failed", "", Map.of("network", "edge")),
            Inputs.with(facts));
  }
}
