package io.nuwa.emergency.drill.fault;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.cli.ShippedPlan;
import io.nuwa.emergency.drill.Grounds;
import io.nuwa.emergency.drill.scene.OwnProgram;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.json.JsonText;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a plan file as a drill has it: JSON. */
class PlanFaultsTest {
  @TempDir private Path home;
  private Path file;
  private Scene scene;
  private String right;

  @BeforeEach
  void a_home_with_the_shipped_plan() throws IOException {
    file = Files.createDirectories(home.resolve("promptx")).resolve("plan.yaml");
    right = json(ShippedPlan.text());
    Files.writeString(file, right);
    // Names every container, so that one can be killed.
    var engine =
        Grounds.engine(home, "case $1 in ps) echo c1;; inspect) echo " + EXPORTER + ";; esac");
    scene =
        new Scene(
            Grounds.small(home, engine),
            TickedTime.at("2026-01-01T00:00:00Z"),
            new OwnProgram(List.of("true")));
  }

  private static final String EXPORTER = "c1 1 true false mcp-exporter";

  @Test
  void a_port_is_changed_and_all_else_stays() throws Exception {
    Plan edited = edited(PlanFaults.port());
    assertThat(edited.ports().get("text2sql")).isNotEqualTo(8000);
    assertThat(edited.ports().get("postgres")).isEqualTo(5432);
    assertThat(edited.blockers()).hasSize(3);
  }

  @Test
  void the_plan_gets_another_name() throws Exception {
    assertThat(edited(PlanFaults.name()).name()).isEqualTo("payments");
  }

  @Test
  void the_suite_gets_another_command() throws Exception {
    assertThat(edited(PlanFaults.command()).blockers().get(1).tasks().get(1).settings().toString())
        .contains("command=[false]");
  }

  @Test
  void only_the_blocker_of_the_tests_is_left() throws Exception {
    assertThat(edited(PlanFaults.drops()).blockers())
        .extracting(Blocker::id)
        .containsExactly("B-2");
  }

  /** The plan that stands there while the fault lasts; a valid one. */
  private Plan edited(Fault fault) throws Exception {
    Trouble trouble = fault.injection().inject(scene);
    Plan edited = ShippedPlan.read(Files.readString(file));
    trouble.undo();
    trouble.undo();
    assertThat(Files.readString(file)).isEqualTo(right);
    return edited;
  }

  @Test
  void an_edited_plan_is_harm_until_it_is_undone() throws Exception {
    Trouble trouble = PlanFaults.name().injection().inject(scene);
    assertThat(trouble.harm()).contains("the plan is not the one that was run");
    trouble.undo();
    assertThat(trouble.harm()).isEmpty();
  }

  @SuppressWarnings("unchecked")
  private static String json(String yaml) throws IOException {
    var reader = new ObjectMapper(new com.fasterxml.jackson.dataformat.yaml.YAMLFactory());
    return JsonText.pretty(reader.readValue(yaml, Map.class)) + "\n";
  }
}
