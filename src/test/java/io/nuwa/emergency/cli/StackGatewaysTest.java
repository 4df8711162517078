package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.plan.Stack;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StackGatewaysTest {
  private static final Map<String, String> FACTS = Map.of("engine", "podman", "engine.host", "");

  @Test
  void an_engine_that_could_not_be_asked_is_no_service_without_a_gateway() {
    var locked = new FakeMachine().refuses("podman", 125, "Error: database is locked");
    assertThatThrownBy(() -> gateways(locked, FACTS).of("prometheus"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("could not list containers");

    assertThatThrownBy(() -> gateways(new FakeMachine(), Map.of()).of("prometheus"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no container engine");
  }

  @Test
  void a_service_that_does_not_run_has_no_gateway() throws Exception {
    var machine =
        Inspections.on(
            new FakeMachine(), Inspections.of("week2", "prometheus", "exited", 137, 9090));
    assertThat(gateways(machine, FACTS).of("prometheus")).isEmpty();
  }

  private static StackGateways gateways(FakeMachine machine, Map<String, String> facts) {
    var stack =
        new Stack(
            "compose.yaml", "week2", List.of("prometheus"), Map.of(), Optional.empty(), List.of());
    return new StackGateways(machine, Optional.of(stack), () -> facts);
  }
}
