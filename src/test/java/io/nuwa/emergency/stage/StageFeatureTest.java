package io.nuwa.emergency.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.config.ConfigReader;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.step.TaskKind;
import io.nuwa.emergency.time.TickedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StageFeatureTest {
  @TempDir Path home;
  private final TickedTime time = TickedTime.at("2025-06-18T20:00:00Z");

  @Test
  void writes_the_stage_since_when_and_by_which_run() throws Exception {
    assertThat(run("stage: W3", "run-7")).isInstanceOf(StepResult.Done.class);
    assertThat(file())
        .hasContent(
            "{\"schemaVersion\":1,\"stage\":\"W3\",\"since\":\"2025-06-18T20:00:00Z\",\"run\":\"run-7\"}");
  }

  @Test
  void leaves_the_same_stage_alone() throws Exception {
    run("stage: W3", "run-7");
    byte[] before = Files.readAllBytes(file());
    time.tick(Duration.ofHours(1));
    assertThat(((StepResult.Done) run("stage: W3", "run-8")).summary())
        .isEqualTo("stage is W3 since 2025-06-18T20:00:00Z already");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void replaces_another_stage() throws Exception {
    run("stage: W2", "run-7");
    assertThat(((StepResult.Done) run("stage: W3", "run-8")).summary()).contains("W2 -> W3");
    assertThat(file())
        .hasContent(
            "{\"schemaVersion\":1,\"stage\":\"W3\",\"since\":\"2025-06-18T20:00:00Z\",\"run\":\"run-8\","
                + "\"before\":{\"schemaVersion\":1,\"stage\":\"W2\","
                + "\"since\":\"2025-06-18T20:00:00Z\",\"run\":\"run-7\"}}");
  }

  @Test
  void a_stage_that_is_taken_back_leaves_the_file_as_it_was() throws Exception {
    String before =
        "{\"schemaVersion\":1,\"stage\":\"W2\",\"since\":\"2025-06-11T20:00:00Z\",\"run\":\"hand\","
            + "\"note\":\"ours\"}\n";
    Files.createDirectories(file().getParent());
    Files.writeString(file(), before);
    run("stage: W3", "run-7");
    assertThat(((StepResult.Done) takeBack("stage: W3")).summary()).contains("W3 -> W2");
    assertThat(file()).hasContent(before.strip());
    takeBack("stage: W3");
    assertThat(file()).as("taken back once more after a kill").hasContent(before.strip());
  }

  @Test
  void a_first_stage_that_is_taken_back_leaves_no_file() throws Exception {
    run("stage: W3", "run-7");
    takeBack("stage: W3");
    assertThat(file()).doesNotExist();
    assertThat(((StepResult.Done) takeBack("stage: W3")).summary()).contains("nothing to put back");
  }

  @Test
  void two_stages_of_one_run_are_taken_back_one_by_one() throws Exception {
    run("stage: W2", "run-7");
    run("stage: W3", "run-8");
    run("stage: W4", "run-8");
    takeBack("stage: W4");
    takeBack("stage: W3");
    assertThat(Files.readString(file())).contains("\"stage\":\"W2\"").doesNotContain("W3", "W4");
  }

  @Test
  void what_another_run_remembered_does_not_pile_up() throws Exception {
    for (int week = 1; week < 9; week++) {
      run("stage: W" + week, "run-" + week);
    }
    assertThat(Files.readString(file())).contains("W8", "W7").doesNotContain("W6", "W5");
  }

  @Test
  void a_stage_that_somebody_else_has_set_since_is_left_alone() throws Exception {
    run("stage: W3", "run-7");
    run("stage: W4", "hand");
    byte[] before = Files.readAllBytes(file());
    assertThat(((StepResult.Done) takeBack("stage: W3")).summary())
        .isEqualTo("stage is W4, not W3: left as it is");
    assertThat(Files.readAllBytes(file())).isEqualTo(before);
  }

  @Test
  void a_file_that_makes_no_sense_is_not_taken_back() throws Exception {
    Files.createDirectories(file().getParent());
    String content =
        "{\"stage\":\"W3\",\"since\":\"2025-06-11T20:00:00Z\",\"run\":\"r\",\"before\":\"W2\"}";
    Files.writeString(file(), content);
    var failed = (StepResult.Failed) takeBack("stage: W3");
    assertThat(failed.failure().summary()).contains("before", "mend it or move it away");
    assertThat(file()).hasContent(content);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{\"stage\":\"W3\"}", "{\"stage\":3}", "{} {}"})
  void never_overwrites_a_file_that_it_does_not_understand(String content) throws Exception {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), content);
    var failed = (StepResult.Failed) run("stage: W3", "run-7");
    assertThat(failed.failure().kind()).isEqualTo(FailureClass.CONFIGURATION);
    assertThat(failed.failure().summary())
        .contains("promptx/memory/project-stage.json", "mend it or move it away");
    assertThat(file()).hasContent(content);
  }

  @Test
  void names_the_file_that_it_could_not_write() throws Exception {
    Files.writeString(home.resolve("blocked"), "a file where a folder should be");
    var failed = (StepResult.Failed) run("{stage: W3, file: blocked/stage.json}", "run-7");
    assertThat(failed.failure().summary()).contains("blocked/stage.json");
  }

  @Test
  void says_beforehand_what_it_would_do() throws Exception {
    assertThat(step("stage: W3").intent(new Values(Map.of(), Map.of())))
        .isEqualTo("set the project's stage to W3 in promptx/memory/project-stage.json");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void a_stage_is_needed() {
    var problems = new Problems();
    read("{}", problems);
    assertThat(problems.list()).singleElement().hasToString("plan.yaml:1:1: 'stage' is missing");
  }

  private StepResult run(String with, String run) throws Exception {
    return step(with).run(input(run));
  }

  private StepResult takeBack(String with) throws Exception {
    return kind().withdrawal(task(with), null).getFirst().run(input("run-9"));
  }

  private StepInput input(String run) {
    return new StepInput(
        run, new Values(Map.of(), Map.of()), time.instant().plusSeconds(60), time, Progress.SILENT);
  }

  private TaskKind kind() {
    return new StageFeature(home).tasks().getFirst();
  }

  private Step step(String with) {
    return kind().steps(task(with), null).getFirst();
  }

  private Task task(String with) {
    var problems = new Problems();
    Settings settings = read(with, problems);
    assertThat(problems.list()).isEmpty();
    return new Task("t", "t", "NuWa", "project-stage", settings, Duration.ofMinutes(1));
  }

  private Settings read(String with, Problems problems) {
    var node = ConfigReader.read("plan.yaml", with, problems).orElseThrow();
    return kind().read(Section.of(node, "with", problems));
  }

  private Path file() {
    return home.resolve("promptx/memory/project-stage.json");
  }
}
