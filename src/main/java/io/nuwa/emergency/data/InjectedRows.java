package io.nuwa.emergency.data;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.data.injection.Standing;
import io.nuwa.emergency.data.injection.TestData;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The measurement {@code injected-rows}: how many of our rows stand as they were injected. */
record InjectedRows() implements ProbeKind {

  /**
   * The settings of a gate of this kind.
   *
   * @param task the id of the task whose rows are counted; needed when a plan has several
   */
  record Which(Optional<String> task) implements Settings {}

  @Override
  public String name() {
    return "injected-rows";
  }

  @Override
  public Settings read(Section section) {
    return new Which(section.optionalText("task"));
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    Optional<String> wanted =
        gate.settings() instanceof Which which ? which.task() : Optional.empty();
    List<DataTask> tasks =
        DataTask.all(plan)
            .filter(task -> wanted.isEmpty() || wanted.get().equals(task.id()))
            .toList();
    if (tasks.size() == 1) {
      return input -> measure(tasks.getFirst(), input);
    }
    var failure =
        Failure.of(
            FailureClass.CONFIGURATION,
            "gate "
                + gate.id()
                + " counts the rows of one task of the kind "
                + DataTask.KIND
                + ", but "
                + tasks.size()
                + " fit; set task: to its id",
            wanted.orElse(""));
    return input -> new Measurement.Unmeasured(failure);
  }

  private static Measurement measure(DataTask task, StepInput input) throws InterruptedException {
    return Attempt.at(
        "count injected rows",
        task,
        () -> task.settings().access(input.values()),
        access -> measured(task, new TestData(access).standing(task.owner(), input.left())),
        Measurement.Unmeasured::new);
  }

  /** Rows cannot be missing from a table that is not there: that table comes first. */
  private static Failure cause(Standing standing, String text) {
    boolean schema = !standing.gone().isEmpty();
    List<TableName> tables =
        schema
            ? standing.gone()
            : standing.tables().entrySet().stream()
                .filter(table -> table.getValue().there() < table.getValue().injected())
                .map(Map.Entry::getKey)
                .toList();
    return new Failure(
        schema ? FailureClass.SCHEMA_MISMATCH : FailureClass.TEST_DATA,
        schema ? text + "; table " + names(tables) + " is not there any more" : text,
        standing.text(),
        tables.isEmpty()
            ? Map.of()
            : Map.of("table", tables.getFirst().toString(), "tables", names(tables)));
  }

  private static String names(List<TableName> tables) {
    return tables.stream().map(TableName::toString).collect(Collectors.joining(","));
  }

  private static Measurement measured(DataTask task, Standing standing) {
    long wanted = task.settings().total();
    String text =
        standing.isEmpty()
            ? "none of " + wanted + " rows: nothing was injected yet"
            : standing.there() + " of " + wanted + " rows: " + standing.text();
    Optional<Failure> cause =
        standing.there() >= wanted
            ? Optional.empty()
            : Optional.of(Attempt.of(task, cause(standing, text)));
    return new Measurement.Measured(
        standing.there(), text, cause, List.of(new Evidence("injected-rows.txt", text)));
  }
}
