package io.nuwa.emergency.data;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.data.injection.Standing;
import io.nuwa.emergency.data.schema.TableName;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
  public Range range(Settings settings, Optional<Stack> stack) {
    return Range.COUNT;
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
        access ->
            measured(
                task, task.testData(access, input.values()).standing(task.owner(), input.left())),
        Measurement.Unmeasured::new);
  }

  private static Measurement measured(DataTask task, Standing standing) {
    long wanted = task.settings().total();
    String text =
        standing.isEmpty()
            ? "none of " + wanted + " rows: nothing was injected yet"
            : standing.there() + " of " + wanted + " rows: " + standing.text();
    if (standing.there() >= wanted && !standing.isKnown()) {
      return new Measurement.Unmeasured(Attempt.of(task, notRecorded(text)));
    }
    Optional<Failure> cause =
        standing.there() >= wanted
            ? Optional.empty()
            : Optional.of(Attempt.of(task, cause(standing, text)));
    return new Measurement.Measured(
        standing.there(), text, cause, List.of(new Evidence("injected-rows.txt", text)));
  }

  private static Failure notRecorded(String text) {
    return Failure.of(
        FailureClass.TEST_DATA,
        text
            + "; whether they hold what was injected cannot be told, because the version of"
            + " emergency that injected them did not write it down; injecting them again does",
        text);
  }

  /** Rows cannot be missing from what is not there: tables come first, then columns. */
  private static Failure cause(Standing standing, String text) {
    if (!standing.gone().isEmpty()) {
      String names = names(standing.gone());
      return failure(
          FailureClass.SCHEMA_MISMATCH,
          text + "; table " + names + " is not there any more",
          standing,
          standing.gone());
    }
    if (!standing.lost().isEmpty()) {
      return failure(
          FailureClass.SCHEMA_MISMATCH,
          text + "; column " + String.join(", ", standing.lost()) + " is not there any more",
          standing,
          tables(standing, count -> !count.lost().isEmpty()));
    }
    String altered =
        standing.altered().isEmpty()
            ? ""
            : "; " + String.join(", ", standing.altered()) + " does not hold what was injected";
    return failure(
        FailureClass.TEST_DATA,
        text + altered,
        standing,
        tables(standing, count -> count.sound() < count.injected()));
  }

  private static Failure failure(
      FailureClass kind, String summary, Standing standing, List<TableName> tables) {
    var details = new TreeMap<String, String>();
    if (!tables.isEmpty()) {
      details.put("table", tables.getFirst().toString());
      details.put("tables", names(tables));
    }
    Stream.concat(standing.lost().stream(), standing.altered().stream())
        .findFirst()
        .ifPresent(column -> details.put("column", column));
    return new Failure(kind, summary, standing.text(), details);
  }

  private static List<TableName> tables(Standing standing, Predicate<Standing.Count> which) {
    return standing.tables().entrySet().stream()
        .filter(table -> which.test(table.getValue()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static String names(List<TableName> tables) {
    return tables.stream().map(TableName::toString).collect(Collectors.joining(","));
  }
}
