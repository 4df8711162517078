package io.nuwa.emergency.deploy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AlternatePortTest {

  @Test
  void the_port_moves_by_ten_thousand() {
    var applied = (RemedyResult.Applied) apply(8000, Set.of(), Map.of());

    assertThat(applied.facts()).isEqualTo(Map.of("port.web", "18000"));
    assertThat(applied.evidence()).extracting("name").containsExactly("port-8000.txt");
  }

  @Test
  void a_port_that_is_held_or_promised_is_passed_over() {
    var applied = (RemedyResult.Applied) apply(8000, Set.of(18000), Map.of("port.store", "18001"));

    assertThat(applied.facts()).isEqualTo(Map.of("port.web", "18002"));
  }

  @Test
  void a_high_port_does_not_leave_the_range() {
    var applied = (RemedyResult.Applied) apply(60123, Set.of(), Map.of("port.web", "60123"));

    assertThat(applied.facts()).isEqualTo(Map.of("port.web", "1024"));
  }

  @Test
  void a_port_that_the_plan_does_not_name_cannot_move() {
    var declined = (RemedyResult.NotApplicable) apply(7777, Set.of(), Map.of());

    assertThat(declined.reason()).contains("7777", "${port.NAME}");
  }

  @Test
  void a_failure_without_a_port_is_not_its_business() {
    var remedy = new AlternatePort(List.of("web"), new PortHolders(Path.of("nowhere")));

    assertThat(
            remedy.apply(
                Failure.of(FailureClass.PORT_IN_USE, "up failed", ""), Inputs.with(Map.of())))
        .isInstanceOf(RemedyResult.NotApplicable.class);
  }

  private static RemedyResult apply(int port, Set<Integer> held, Map<String, String> facts) {
    var holders =
        new PortHolders(Path.of("nowhere")) {
          @Override
          public boolean isFree(int candidate) {
            return !held.contains(candidate);
          }
        };
    return new AlternatePort(List.of("web", "store"), holders)
        .apply(
            new Failure(FailureClass.PORT_IN_USE, "up failed", "", Map.of("port", "" + port)),
            Inputs.with(facts));
  }
}
