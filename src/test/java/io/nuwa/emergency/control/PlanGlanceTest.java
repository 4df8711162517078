package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.config.InvalidConfigurationException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Words;
import io.nuwa.emergency.run.RunOutline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanGlanceTest {
  @TempDir private Path home;
  @TempDir private Path target;
  private Workplace workplace;
  private Path program;
  private int readings;

  @BeforeEach
  void build() throws IOException {
    workplace = new Workplace(home, Map.of(), "java");
    program = Files.writeString(target.resolve("program.jar"), "classes");
    plan(Words.shippedPlan());
  }

  private RunOutline outline(Optional<Path> beside) {
    return new PlanGlance(workplace, beside)
        .plan(
            Optional.empty(),
            () -> {
              readings++;
              return Words.week2();
            });
  }

  private RunOutline outline() {
    return outline(Optional.of(program));
  }

  private RunOutline loaded() {
    Plan plan = new PlanLoader(workplace, Words.week2()).load(Optional.empty());
    return RunOutline.of(plan);
  }

  private void plan(String text) throws IOException {
    Path file = home.resolve("promptx").resolve("plan.yaml");
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void a_link_that_leads_nowhere_is_no_plan_that_is_known() throws IOException {
    assertThat(outline()).isEqualTo(loaded());
    Path link = home.resolve("promptx").resolve("plan.yaml");
    Files.delete(link);
    Files.createSymbolicLink(link, home.resolve("away.yaml"));

    assertThatThrownBy(this::outline)
        .isInstanceOf(PlanLoader.MissingPlanException.class)
        .hasMessageContaining("does not exist");
  }

  @Test
  void a_plan_is_read_once_and_known_afterwards() throws IOException {
    assertThat(outline()).isEqualTo(loaded());
    assertThat(outline()).isEqualTo(loaded());
    assertThat(readings).isEqualTo(1);

    plan(Words.shippedPlan().replace("B-3", "B-4"));

    assertThat(outline()).isEqualTo(loaded());
    assertThat(outline().blockers().getLast().id()).isEqualTo("B-4");
    assertThat(readings).isEqualTo(2);
  }

  @Test
  void a_plan_that_was_changed_is_read_again() throws IOException {
    plan(Words.shippedPlan());
    outline();

    plan(Words.shippedPlan().replace("B-3", "B-4"));

    assertThat(outline()).isEqualTo(loaded());
    assertThat(readings).isEqualTo(2);
  }

  @Test
  void a_plan_that_was_broken_since_is_found_out() throws IOException {
    plan(Words.shippedPlan());
    outline();

    plan(Words.shippedPlan() + "unknown: 1\n");
    assertThatThrownBy(this::outline).isInstanceOf(InvalidConfigurationException.class);
    assertThatThrownBy(this::outline).isInstanceOf(InvalidConfigurationException.class);

    Path file = home.resolve("promptx").resolve("plan.yaml");
    Files.delete(file);
    Files.createDirectory(file);
    assertThatThrownBy(this::outline)
        .isInstanceOf(PlanLoader.MissingPlanException.class)
        .hasMessageContaining("is a folder");
  }

  @Test
  void a_program_without_a_jar_remembers_nothing() {
    assertThat(outline(Optional.empty())).isEqualTo(loaded());
    assertThat(outline(Optional.empty())).isEqualTo(loaded());

    assertThat(readings).isEqualTo(2);
    assertThat(target).isDirectoryNotContaining("glob:**.outline");
  }
}
