package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.plan.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code --plan}, then {@code $EMERGENCY_PLAN}, then the home folder's, then ours. */
class PlanLoaderTest {
  @TempDir private Path home;

  private Path file(String name) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "plan: from-" + file.getFileName() + "\n");
  }

  private PlanLoader.Source source(Map<String, String> environment, Optional<String> asked) {
    return new PlanLoader(new Workplace(home, environment, "java"), Words.week2()).source(asked);
  }

  @Test
  void the_named_plan_goes_before_the_environment_before_the_home() throws IOException {
    String asked = file("asked.yaml").toString();
    Map<String, String> environment = Map.of("EMERGENCY_PLAN", file("environment.yaml").toString());

    file("promptx/plan.yaml");
    assertThat(source(Map.of(), Optional.empty()).text()).isEqualTo("plan: from-plan.yaml\n");
    assertThat(source(environment, Optional.empty()).text())
        .isEqualTo("plan: from-environment.yaml\n");
    assertThat(source(environment, Optional.of(asked)).text()).isEqualTo("plan: from-asked.yaml\n");
  }

  @Test
  void the_shipped_plan_is_taken_only_by_its_name() throws IOException {
    assertThatThrownBy(() -> source(Map.of(), Optional.empty()))
        .isInstanceOf(PlanLoader.NoPlanHereException.class)
        .hasMessageContainingAll(
            "no plan here", home.toString(), "plan init", "--plan builtin:week-2");
    assertThatThrownBy(() -> source(Map.of(), Optional.of("builtin:week-3")))
        .isInstanceOf(PlanLoader.MissingPlanException.class)
        .hasMessageContainingAll("builtin:week-3", "the only one is builtin:week-2");

    file("promptx/plan.yaml");
    var byName =
        List.of(
            source(Map.of(), Optional.of("builtin:week-2")),
            source(Map.of("EMERGENCY_PLAN", "builtin:week-2"), Optional.empty()));

    assertThat(byName)
        .allSatisfy(source -> assertThat(source.name()).isEqualTo("builtin:week-2"))
        .allSatisfy(source -> assertThat(source.text()).isEqualTo(Words.shippedPlan()));
  }

  @Test
  void an_empty_variable_names_nothing() throws IOException {
    file("promptx/plan.yaml");
    assertThat(source(Map.of("EMERGENCY_PLAN", " "), Optional.empty()).name())
        .isEqualTo("promptx/plan.yaml");
  }

  @Test
  void a_named_plan_that_is_missing_is_never_replaced_by_another() throws IOException {
    file("promptx/plan.yaml");
    String away = home.resolve("away.yaml").toString();

    assertThatThrownBy(() -> source(Map.of(), Optional.of(away)))
        .isInstanceOf(PlanLoader.MissingPlanException.class)
        .hasMessageContainingAll(away, "--plan", "does not exist");
    assertThatThrownBy(() -> source(Map.of("EMERGENCY_PLAN", away), Optional.empty()))
        .hasMessageContainingAll(away, "$EMERGENCY_PLAN", "does not exist");
  }

  @Test
  void a_plan_of_the_home_folder_that_cannot_be_read_is_not_passed_over() throws IOException {
    Files.createDirectories(home.resolve("promptx/plan.yaml"));
    assertThatThrownBy(() -> source(Map.of(), Optional.empty()))
        .hasMessageContainingAll("promptx/plan.yaml", home.toString(), "is a folder");

    Path latin = home.resolve("latin.yaml");
    Files.write(latin, "title: é".getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> source(Map.of(), Optional.of(latin.toString())))
        .hasMessageContainingAll("latin.yaml", "UTF-8");
  }

  @Test
  void a_plan_whose_link_or_folder_leads_nowhere_is_not_replaced_by_ours() throws IOException {
    Path promptx = Files.createDirectories(home.resolve("promptx"));
    Files.createSymbolicLink(promptx.resolve("plan.yaml"), home.resolve("away.yaml"));
    assertThatThrownBy(() -> source(Map.of(), Optional.empty()))
        .isInstanceOf(PlanLoader.MissingPlanException.class)
        .hasMessageContainingAll("promptx/plan.yaml", "does not exist");

    Files.delete(promptx.resolve("plan.yaml"));
    Files.delete(promptx);
    Files.createSymbolicLink(promptx, promptx);
    assertThatThrownBy(() -> source(Map.of(), Optional.empty()))
        .isInstanceOf(PlanLoader.MissingPlanException.class)
        .hasMessageContainingAll("promptx/plan.yaml", "cannot be read: Too many levels");
  }

  @Test
  void what_is_loaded_is_the_plan_that_was_found() {
    var loader = new PlanLoader(new Workplace(home, Map.of(), "java"), Words.week2());
    assertThat(loader.load(Optional.of(PlanLoader.BUILT_IN)).name()).isEqualTo("week-2");
  }
}
