package io.nuwa.emergency.engine;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.GoSteps;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Step;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What follows a GO, and what takes that back once the GO does not hold any longer. It has no
 * ladder: a GO stands on gates, and what follows it is reported as it went and tried again next
 * time.
 */
public final class GoWork {
  private final RunContext context;
  private final StepRunner steps;
  private final Set<Task> notTakenBack = new HashSet<>();

  GoWork(RunContext context, StepRunner steps) {
    this.context = context;
    this.steps = steps;
  }

  /** A step that is still to be done, of a task. */
  private record Owed(StepKey key, Step step, Task task) {}

  /** Whether something is left to do after the decision as it stands. */
  public static boolean isOwed(Plan plan, Catalog catalog, RunState state) {
    return !owed(plan, catalog, state).isEmpty();
  }

  /** Does what follows from the decision as it stands: after a GO its tasks, else their undoing. */
  void follow() throws InterruptedException {
    List<Owed> owed = owed(context.plan(), context.catalog(), context.state());
    if (owed.isEmpty()) {
      return;
    }
    if (context.state().decision() == Decision.GO) {
      goOn(owed);
    } else {
      takeBack(owed);
    }
  }

  /** One stands on the other: the first that fails ends it. */
  private void goOn(List<Owed> owed) throws InterruptedException {
    for (Owed one : owed) {
      steps.beforeNewWork();
      if (steps.run(one.key(), one.step(), one.task(), 1).isPresent()) {
        return;
      }
    }
  }

  /** A task that cannot be taken back lets no other one stand, and is not tried twice at once. */
  private void takeBack(List<Owed> owed) throws InterruptedException {
    for (Owed one : owed) {
      if (!notTakenBack.contains(one.task())
          && steps.run(one.key(), one.step(), one.task(), 1).isPresent()) {
        notTakenBack.add(one.task());
      }
    }
    context.recorder().commit();
  }

  private static List<Owed> owed(Plan plan, Catalog catalog, RunState state) {
    return state.decision() == Decision.GO
        ? toDo(plan, catalog, state.goSteps())
        : toTakeBack(plan, catalog, state.goSteps());
  }

  private static List<Owed> toDo(Plan plan, Catalog catalog, GoSteps known) {
    var owed = new ArrayList<Owed>();
    for (Task task : plan.onGo()) {
      add(owed, RunState.ON_GO, task, catalog.steps(task, plan), known.done().keySet());
    }
    return owed;
  }

  /** What began last goes first; the plan's own words about it come last. */
  private static List<Owed> toTakeBack(Plan plan, Catalog catalog, GoSteps known) {
    if (known.begun().isEmpty()) {
      return List.of();
    }
    Set<StepKey> done = known.takenBack().keySet();
    var owed = new ArrayList<Owed>();
    for (Task task : plan.onGo().reversed()) {
      if (known.begun().stream().anyMatch(step -> step.task().equals(task.id()))) {
        add(owed, RunState.ON_GO_WITHDRAWN, task, catalog.withdrawal(task, plan), done);
      }
    }
    for (Task task : plan.onGoWithdrawn()) {
      add(owed, RunState.ON_GO_WITHDRAWN, task, catalog.steps(task, plan), done);
    }
    return owed;
  }

  private static void add(
      List<Owed> owed, String as, Task task, List<Step> steps, Set<StepKey> done) {
    for (Step step : steps) {
      var key = new StepKey(as, task.id(), step.id());
      if (!done.contains(key)) {
        owed.add(new Owed(key, step, task));
      }
    }
  }
}
