package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.TestData;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

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
          Set<String> needed = task.settings().rows().keySet();
          List<String> wrong = new TestData(access).schema(sql, needed, input.left());
          return wrong.isEmpty()
              ? StepResult.Done.of(
                  (sql.isBlank() ? "" : "applied " + task.settings().schema().orElseThrow() + ", ")
                      + "all "
                      + needed.size()
                      + " tables are there with what they need")
              : new StepResult.Failed(
                  Attempt.of(
                      task,
                      Failure.of(
                          FailureClass.SCHEMA_MISMATCH,
                          "the schema at "
                              + access.url()
                              + " does not fit: "
                              + String.join("; ", wrong),
                          String.join("\n", wrong))));
        },
        StepResult.Failed::new);
  }

  /** The text of the schema file; empty when the task names none. */
  String sql(Values values) throws IOException {
    if (task.settings().schema().isEmpty()) {
      return "";
    }
    Path file = home.resolve(values.resolve(task.settings().schema().get()));
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw new IOException(
          "there is no file " + file + "; correct schema: of task " + task.id(), e);
    } catch (IOException e) {
      throw new IOException(file + " cannot be read as UTF-8 text: " + e.getMessage(), e);
    }
  }
}
