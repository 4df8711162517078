package io.nuwa.emergency.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.deploy.compose.Inputs;
import io.nuwa.emergency.deploy.engine.FakeMachine;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.TimeBox;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployFeatureTest {
  @TempDir Path home;
  private final FakeMachine machine = new FakeMachine();

  @Test
  void every_remedy_is_known_by_name_before_a_plan_is_read() {
    var feature = new DeployFeature(home, machine);

    assertThat(feature.remedies(plan(Optional.of(stack()))))
        .extracting(Remedy::name)
        .containsExactlyElementsOf(feature.remedyNames());
  }

  @Test
  void the_steps_keep_their_names() {
    assertThat(steps(plan(Optional.of(stack()))))
        .extracting(Step::id)
        .containsExactly("engine", "images", "up", "healthy");
  }

  @Test
  void an_intent_names_project_and_services_and_no_secret() {
    var values = Inputs.with(Map.of()).values();

    assertThat(steps(plan(Optional.of(stack()))))
        .extracting(step -> step.intent(values))
        .anyMatch(text -> text.contains("week2") && text.contains("store, web"))
        .noneMatch(text -> text.contains("hunter2"));
  }

  @Test
  void a_plan_without_a_stack_says_so() throws Exception {
    var result = steps(plan(Optional.empty())).getFirst().run(Inputs.with(Map.of()));

    assertThat(((StepResult.Failed) result).failure().kind()).isEqualTo(FailureClass.CONFIGURATION);
  }

  @Test
  void an_image_that_is_not_here_is_named() throws Exception {
    Files.writeString(
        home.resolve("compose.yaml"), "services: {store: {image: s:1}, web: {image: w:1}}");
    machine
        .refuses("podman image inspect", 125, "inspecting object: w:1: image not known")
        .answers("podman image inspect --format {{.Id}} s:1", "1")
        .refuses("podman image inspect --format {{.Id}} s:1 w:1", 125, "w:1: image not known");

    var failed =
        (StepResult.Failed) steps(plan(Optional.of(stack()))).get(1).run(Inputs.with(Map.of()));

    assertThat(failed.failure().kind()).isEqualTo(FailureClass.IMAGE_MISSING);
    assertThat(failed.failure().details()).containsEntry("images", "w:1");
  }

  @Test
  void settings_have_defaults() {
    assertThat(ComposeUpSettings.read(section("{}")))
        .isEqualTo(new ComposeUpSettings(Duration.ofMinutes(2), List.of()));
  }

  @Test
  void settings_are_read_in_full() {
    assertThat(ComposeUpSettings.read(section("{healthy-within: 90s, profiles: [grafana, extra]}")))
        .isEqualTo(new ComposeUpSettings(Duration.ofSeconds(90), List.of("grafana", "extra")));
    assertThat(OpenPortsSettings.read(section("{ports: [web, 5432], host: 10.0.0.1}")))
        .isEqualTo(new OpenPortsSettings(List.of("web", "5432"), "10.0.0.1"));
  }

  @Test
  void wrong_settings_are_reported() {
    var problems = new Problems();

    OpenPortsSettings.read(section("{}", problems));
    ComposeUpSettings.read(section("{healthy-within: 0}", problems));

    assertThat(problems.list()).hasSize(2);
  }

  private List<Step> steps(Plan plan) {
    var settings = new ComposeUpSettings(Duration.ofMinutes(2), List.of());
    return new DeployFeature(home, machine)
        .tasks()
        .getFirst()
        .steps(
            new Task("deploy", "deploy", "r", "compose-up", settings, Duration.ofMinutes(5)), plan);
  }

  private static Section section(String yaml) {
    return section(yaml, new Problems());
  }

  private static Section section(String yaml, Problems problems) {
    return Section.of(
        ConfigReader.read("plan.yaml", yaml, problems).orElseThrow(), "'with'", problems);
  }

  static Stack stack() {
    return new Stack(
        "compose.yaml", "week2", List.of("store", "web"), Map.of(), Optional.empty(), List.of());
  }

  static Plan plan(Optional<Stack> stack) {
    return new Plan(
        "week-2",
        "week-2",
        "plan.yaml",
        "0",
        new TimeBox(Duration.ofHours(48), Duration.ofHours(6), List.of(), List.of()),
        stack,
        Map.of("web", 8000, "store", 5432),
        List.of(),
        List.of(),
        new Ladders(Map.of()),
        List.of());
  }
}
