package io.nuwa.emergency.stage;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.TaskKind;
import java.nio.file.Path;
import java.util.List;

/**
 * Tasks {@code project-stage}: write down that the project has reached a stage, and put back what
 * was there before when the GO that it rests on is taken back.
 */
public final class StageFeature implements Feature {
  private static final String DEFAULT_FILE = "promptx/memory/project-stage.json";

  private final Path home;

  /**
   * Brings the kind.
   *
   * @param home what the stage file is relative to
   */
  public StageFeature(Path home) {
    this.home = home;
  }

  /**
   * What to write.
   *
   * @param file a template, relative to the home folder
   * @param stage a template, such as {@code W3}
   */
  record StageSettings(String file, String stage) implements Settings {}

  @Override
  public List<TaskKind> tasks() {
    return List.of(new StageTask(home));
  }

  private record StageTask(Path home) implements TaskKind {
    @Override
    public String name() {
      return "project-stage";
    }

    @Override
    public Settings read(Section section) {
      return new StageSettings(section.text("file", DEFAULT_FILE), section.text("stage"));
    }

    @Override
    public List<Step> steps(Task task, Plan plan) {
      return List.of(new StageStep(target(task)));
    }

    @Override
    public List<Step> withdrawal(Task task, Plan plan) {
      return List.of(new StageWithdrawal(target(task)));
    }

    private StageTarget target(Task task) {
      return new StageTarget(home, (StageSettings) task.settings());
    }
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of();
  }

  @Override
  public List<Remedy> remedies(Plan plan) {
    return List.of();
  }

  @Override
  public List<String> remedyNames() {
    return List.of();
  }
}
