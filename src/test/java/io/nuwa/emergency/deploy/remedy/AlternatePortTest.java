package io.nuwa.emergency.deploy.remedy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.compose.Stacks;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlternatePortTest {
  @TempDir Path home;
  private Deployment deployment;

  @Test
  void the_port_moves_by_ten_thousand() throws Exception {
    var applied = (RemedyResult.Applied) apply(8000, Set.of(), Map.of());

    assertThat(applied.facts()).isEqualTo(Map.of("port.web", "18000"));
    assertThat(applied.evidence()).extracting("name").containsExactly("port-8000.txt");
  }

  @Test
  void a_port_that_is_held_or_promised_is_passed_over() throws Exception {
    var applied = (RemedyResult.Applied) apply(8000, Set.of(18000), Map.of("port.store", "18001"));

    assertThat(applied.facts()).isEqualTo(Map.of("port.web", "18002"));
  }

  @Test
  void a_high_port_does_not_leave_the_range() throws Exception {
    var applied = (RemedyResult.Applied) apply(60123, Set.of(), Map.of("port.web", "60123"));

    assertThat(applied.facts()).isEqualTo(Map.of("port.web", "1024"));
  }

  @Test
  void a_port_that_the_plan_does_not_name_cannot_move() throws Exception {
    var declined = (RemedyResult.NotApplicable) apply(7777, Set.of(), Map.of());

    assertThat(declined.reason()).contains("7777", "${port.NAME}");
  }

  @Test
  void a_failure_without_a_port_is_not_its_business() throws Exception {
    deployment();
    var remedy = new AlternatePort(deployment, List.of("web"), new PortHolders(Path.of("nowhere")));

    assertThat(
            remedy.apply(
                Failure.of(FailureClass.PORT_IN_USE, "up failed", ""), Inputs.with(Map.of())))
        .isInstanceOf(RemedyResult.NotApplicable.class);
  }

  @Test
  void a_port_that_the_compose_file_names_as_a_number_cannot_move() throws Exception {
    deployment();
    Files.writeString(
        home.resolve("compose.yaml"),
        "services: {web: {image: x, ports: ['127.0.0.1:8000:8000']}, store: {image: y}}");

    var declined = (RemedyResult.NotApplicable) moved(8000, Set.of(), Map.of());

    assertThat(declined.reason())
        .startsWith("port 8000 stands in the compose file as a number, so that it cannot be moved")
        .contains("write ${NAME:-8000} there and", "NAME: \"${port.web}\"");
  }

  private RemedyResult apply(int port, Set<Integer> held, Map<String, String> facts)
      throws Exception {
    deployment();
    return moved(port, held, facts);
  }

  private void deployment() throws Exception {
    deployment = Stacks.on(new FakeMachine(), home);
  }

  private RemedyResult moved(int port, Set<Integer> held, Map<String, String> facts) {
    var holders =
        new PortHolders(Path.of("nowhere")) {
          @Override
          public boolean isFree(int candidate) {
            return !held.contains(candidate);
          }
        };
    return new AlternatePort(deployment, List.of("web", "store"), holders)
        .apply(
            new Failure(FailureClass.PORT_IN_USE, "up failed", "", Map.of("port", "" + port)),
            Inputs.with(facts));
  }
}
