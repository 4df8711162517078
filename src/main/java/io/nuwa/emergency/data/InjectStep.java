package io.nuwa.emergency.data;

import io.nuwa.emergency.data.injection.Injected;
import io.nuwa.emergency.data.injection.Wanted;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Generates the rows and copies them in, in one transaction. */
record InjectStep(DataTask task) implements Step {
  @Override
  public String id() {
    return "inject";
  }

  @Override
  public String intent(Values values) {
    String rows =
        task.settings().rows().entrySet().stream()
            .map(table -> table.getValue() + " " + table.getKey())
            .collect(Collectors.joining(", "));
    return "generate and inject "
        + rows
        + " (seed "
        + task.settings().seed()
        + ") into "
        + values.readable(task.settings().url())
        + ", in one transaction, unless they are there";
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    Wanted wanted = task.wanted(input, task.avoids(input.values()));
    return Attempt.at(
        "inject rows",
        task,
        () -> task.settings().access(input.values()),
        access -> {
          Injected injected =
              task.testData(access, input.values())
                  .inject(
                      wanted,
                      input.left(),
                      (table, count, all) ->
                          input
                              .progress()
                              .at(table + " " + count + " of " + all, (double) count / all));
          return done(injected);
        },
        StepResult.Failed::new);
  }

  private StepResult done(Injected injected) {
    String rows = injected.standing().text();
    String summary =
        injected.fresh()
            ? "injected "
                + injected.standing().there()
                + " rows: "
                + rows
                + injected.cleaned().map(done -> " (before that " + done.text() + ")").orElse("")
            : "already there, nothing done: " + rows;
    return new StepResult.Done(
        summary,
        Map.of(
            "data.rows",
            Long.toString(injected.standing().there()),
            "data.reference-date",
            injected.standing().reference().toString(),
            task.databaseFact(),
            injected.database()),
        List.of(new Evidence("injected-rows.txt", rows)));
  }
}
