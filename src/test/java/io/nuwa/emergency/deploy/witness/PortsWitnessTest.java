package io.nuwa.emergency.deploy.witness;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.deploy.engine.Inspections;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.TimeBox;
import io.nuwa.emergency.retry.Ladders;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a machine on which only the named ports can be opened. */
class PortsWitnessTest {
  @TempDir Path home;

  @Test
  void a_port_that_this_user_may_not_open_is_held_by_nobody() throws Exception {
    var machine = Inspections.on(new FakeMachine().user(4711));

    String told = told(machine, Map.of("port.web", "80"), Set.of(5432));

    assertThat(told)
        .startsWith("nobody listens on 80 (web), 5432 (store)\n")
        .contains("this user may not open it");
  }

  @Test
  void nobody_is_called_ours_while_the_engine_does_not_list() throws Exception {
    var machine = new FakeMachine().refuses("podman", 125, "Error: database is locked");

    String told = told(machine, Map.of(), Set.of(5432));

    assertThat(told)
        .startsWith("whose the holders are is not known: 8000 (web) is held by ")
        .contains("; nobody listens on 5432 (store)\n", "The engine did not list its containers")
        .doesNotContain("STRANGER", "a container of ours");
  }

  @Test
  void a_port_of_our_container_is_ours_and_one_of_another_is_a_strangers() throws Exception {
    var machine =
        Inspections.on(
            new FakeMachine(),
            Inspections.of("week2", "web", "running", 0, 8000),
            Inspections.byHand("other", 5432));

    assertThat(told(machine, Map.of(), Set.of()))
        .startsWith("5432 (store) is held by a stranger, container other, ")
        .contains("our container week2-web-1 (running)");
  }

  private String told(FakeMachine machine, Map<String, String> facts, Set<Integer> free)
      throws Exception {
    var holders =
        new PortHolders(Path.of("nowhere")) {
          @Override
          public boolean isFree(int port) {
            return free.contains(port);
          }
        };
    return new PortsWitness(Stacks.on(machine, home), plan(), holders)
        .testify(Inputs.with(facts))
        .getFirst()
        .text();
  }

  private static Plan plan() {
    return new Plan(
        "small",
        "small",
        "plan.yaml",
        "0",
        new TimeBox(Duration.ofHours(48), Duration.ofHours(6), List.of(), List.of()),
        Optional.empty(),
        Map.of("web", 8000, "store", 5432),
        List.of(),
        List.of(),
        new Ladders(Map.of()),
        List.of());
  }
}
