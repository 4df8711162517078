package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.Injected;
import io.nuwa.emergency.data.injection.RowsSent;
import io.nuwa.emergency.data.injection.SqlFailures;
import io.nuwa.emergency.data.injection.TestData;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The remedy {@code restore-rows}: when some of our rows are gone or changed, takes the others back
 * and injects all of them again, in one transaction. Rows of others stay as they are.
 */
record RestoreRows(Plan plan) implements Remedy {
  static final String NAME = "restore-rows";
  private static final RowsSent SILENT = (table, count, all) -> {};

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "take back what is left of our rows and inject all of them again; rows of others stay";
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    List<DataTask> tasks = DataTask.meant(plan, failure);
    if (failure.kind() != FailureClass.TEST_DATA || tasks.isEmpty()) {
      return new RemedyResult.NotApplicable(
          "'" + failure.summary() + "' is not about rows that a task of this plan injects");
    }
    var done = new ArrayList<String>();
    var facts = new TreeMap<String, String>();
    for (DataTask task : tasks) {
      RemedyResult result = restore(task, input);
      if (result instanceof RemedyResult.Applied applied) {
        done.add(applied.summary());
        facts.putAll(applied.facts());
      } else if (result instanceof RemedyResult.Failed) {
        return result;
      }
    }
    return done.isEmpty()
        ? new RemedyResult.NotApplicable(
            "all rows of ours stand as they were injected: what the tests miss is not ours")
        : new RemedyResult.Applied(
            String.join("; ", done),
            facts,
            List.of(new Evidence("restored-rows.txt", String.join("\n", done))));
  }

  private RemedyResult restore(DataTask task, StepInput input) throws InterruptedException {
    return Attempt.at(
        "restore our rows",
        task,
        () -> task.settings().access(input.values()),
        access -> {
          boolean avoid = task.avoids(input.values());
          TestData data = task.testData(access, input.values());
          try {
            return restored(
                task, data.inject(task.wanted(input, avoid), input.left(), SILENT), avoid);
          } catch (SQLException e) {
            boolean inTheWay =
                SqlFailures.classify("restore our rows", access, e).kind()
                    == FailureClass.DATA_CONFLICT;
            if (avoid || !inTheWay) {
              throw e;
            }
            // Somebody has taken a unique value of ours meanwhile.
            return restored(
                task, data.inject(task.wanted(input, true), input.left(), SILENT), true);
          }
        },
        RemedyResult.Failed::new);
  }

  private static RemedyResult restored(DataTask task, Injected injected, boolean avoid) {
    if (!injected.fresh()) {
      return new RemedyResult.NotApplicable("all rows stand: " + injected.standing().text());
    }
    String before =
        injected.cleaned().map(cleaned -> ", after what was left was " + cleaned.text()).orElse("");
    var facts = new TreeMap<>(Map.of(task.databaseFact(), injected.database()));
    if (avoid) {
      facts.put(task.avoidFact(), "true");
    }
    return new RemedyResult.Applied(
        "injected again " + injected.standing().text() + before, facts, List.of());
  }
}
