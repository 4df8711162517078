package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.Restored;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/**
 * The remedy {@code restore-schema}: creates the tables, columns and constraints of the schema file
 * that the database lacks. Never drops anything.
 */
record RestoreSchema(Plan plan, Path home) implements Remedy {
  static final String NAME = "restore-schema";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "create what the database lacks of the schema file; drop nothing";
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    List<DataTask> tasks =
        DataTask.meant(plan, failure).stream()
            .filter(task -> task.settings().schema().isPresent())
            .toList();
    if (failure.kind() != FailureClass.SCHEMA_MISMATCH || tasks.isEmpty()) {
      return new RemedyResult.NotApplicable(
          failure.kind() == FailureClass.SCHEMA_MISMATCH
              ? "no task of the kind " + DataTask.KIND + " names a schema: file"
              : "'" + failure.summary() + "' is not about a schema");
    }
    var done = new ArrayList<String>();
    var reasons = new LinkedHashSet<String>();
    for (DataTask task : tasks) {
      RemedyResult result = restore(task, input);
      if (result instanceof RemedyResult.Applied applied) {
        done.add(applied.summary());
      } else if (result instanceof RemedyResult.Failed) {
        return result;
      } else if (result instanceof RemedyResult.NotApplicable not) {
        reasons.add(not.reason());
      }
    }
    return done.isEmpty()
        ? new RemedyResult.NotApplicable(String.join("; ", reasons))
        : new RemedyResult.Applied(
            String.join("; ", done),
            Map.of(),
            List.of(new Evidence("restored-schema.txt", String.join("\n", done))));
  }

  private RemedyResult restore(DataTask task, StepInput input) throws InterruptedException {
    return Attempt.at(
        "restore the schema",
        task,
        () -> task.settings().access(input.values()),
        access -> {
          String sql = new SchemaStep(task, home).sql(input.values());
          Restored restored =
              task.testData(access, input.values()).restore(sql, task.owner(), input.left());
          if (restored.unknown().isPresent()) {
            return new RemedyResult.NotApplicable(
                "what the database lacks of the schema file is not known: "
                    + restored.unknown().get());
          }
          return restored.created().isEmpty()
              ? new RemedyResult.NotApplicable(
                  "the database lacks nothing of the schema file: what is missing stands elsewhere")
              : RemedyResult.Applied.of(summary(restored));
        },
        RemedyResult.Failed::new);
  }

  private static String summary(Restored restored) {
    String text =
        "created "
            + String.join(", ", restored.created())
            + "; before that "
            + restored.cleaned()
            + " of ours, to be injected again";
    return restored.left().isEmpty()
        ? text
        : text + "; not put back: " + String.join("; ", restored.left());
  }
}
