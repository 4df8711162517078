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
    assertThat(Files.readString(file())).contains("\"W3\"").contains("run-8").doesNotContain("W2");
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
    return step(with)
        .run(
            new StepInput(
                run,
                new Values(Map.of(), Map.of()),
                time.instant().plusSeconds(60),
                time,
                Progress.SILENT));
  }

  private Step step(String with) {
    var problems = new Problems();
    Settings settings = read(with, problems);
    assertThat(problems.list()).isEmpty();
    var task = new Task("t", "t", "NuWa", "project-stage", settings, Duration.ofMinutes(1));
    return new StageFeature(home).tasks().getFirst().steps(task, null).getFirst();
  }

  private Settings read(String with, Problems problems) {
    var node = ConfigReader.read("plan.yaml", with, problems).orElseThrow();
    return new StageFeature(home).tasks().getFirst().read(Section.of(node, "with", problems));
  }

  private Path file() {
    return home.resolve("promptx/memory/project-stage.json");
  }
}
