package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.Access;
import io.nuwa.emergency.data.injection.SchemaComparison;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.files.WholeFile;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Applies the schema file and looks whether every table and column that it speaks of is there. */
record SchemaStep(DataTask task, Path home) implements Step {
  @Override
  public String id() {
    return "schema";
  }

  @Override
  public String intent(Values values) {
    String tables = String.join(", ", task.settings().rows().keySet());
    return task.settings()
        .schema()
        .map(file -> "apply " + values.readable(file) + ", then check the tables " + tables)
        .orElse("check the tables " + tables);
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    return Attempt.at(
        "apply the schema",
        task,
        () -> task.settings().access(input.values()),
        access -> {
          String sql = sql(input.values());
          SchemaComparison comparison =
              task.testData(access, input.values()).schema(sql, input.left());
          return comparison.wrong().isEmpty()
              ? StepResult.Done.of(summary(comparison))
              : new StepResult.Failed(misfit(comparison.wrong(), access));
        },
        StepResult.Failed::new);
  }

  private String summary(SchemaComparison comparison) {
    String there = "all " + task.settings().rows().size() + " tables are there";
    return task.settings()
        .schema()
        .map(file -> "applied " + file + ", " + there + columns(comparison))
        .orElse(there);
  }

  private static String columns(SchemaComparison comparison) {
    return comparison.uncompared().isEmpty()
        ? " with what they need"
        : "; the columns of "
            + String.join(", ", comparison.uncompared())
            + " were not compared with the file: "
            + comparison.why();
  }

  private Failure misfit(List<String> wrong, Access access) {
    return Attempt.of(
        task,
        Failure.of(
            FailureClass.SCHEMA_MISMATCH,
            "the schema at " + access.url() + " does not fit: " + String.join("; ", wrong),
            String.join("\n", wrong)));
  }

  /** The text of the schema file; empty when the task names none. */
  String sql(Values values) throws IOException {
    if (task.settings().schema().isEmpty()) {
      return "";
    }
    Path file = home.resolve(values.resolve(task.settings().schema().get()));
    try {
      return WholeFile.text(file);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there is no file " + file + "; correct schema: of task " + task.id(), e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
  }
}
