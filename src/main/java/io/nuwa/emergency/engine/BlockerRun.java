package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.step.Step;
import java.util.Optional;

/**
 * Clears one blocker: tasks, gates, and while a gate is not green a remedy and another round,
 * within the plan's number of rounds.
 */
final class BlockerRun {
  private final RunContext context;
  private final Blocker blocker;
  private final StepRunner steps;
  private final Repair repair;
  private final Gates gates;

  BlockerRun(RunContext context, Blocker blocker, StepRunner steps, Repair repair) {
    this.context = context;
    this.blocker = blocker;
    this.steps = steps;
    this.repair = repair;
    this.gates =
        new Gates(
            context.plan(),
            context.catalog(),
            (b, gate) -> context.input(new StepKey(b.id(), "gate", gate.id()), gate.timeout()));
  }

  /** Works until it is resolved or nothing is left to try. */
  boolean clear() throws InterruptedException {
    if (state().status() == Status.RESOLVED && stillGreen()) {
      return true;
    }
    int round = state().status() == Status.IN_PROGRESS ? state().round() : 0;
    boolean goesOn = round > 0;
    if (!goesOn) {
      round = 1;
    }
    for (; round <= blocker.rounds(); round++) {
      if (!goesOn) {
        context.recorder().note(new Event.RoundStarted(blocker.id(), round));
      }
      goesOn = false;
      Optional<Failure> failure = runTasks();
      if (failure.isPresent()) {
        return giveUp(failure.get());
      }
      failure = measureAll();
      if (failure.isEmpty()) {
        context.recorder().note(new Event.BlockerResolved(blocker.id(), blocker.owner()));
        context.recorder().commit();
        return true;
      }
      if (round == blocker.rounds() || !repair.climb(blocker.id(), failure.get())) {
        return giveUp(failure.get());
      }
    }
    return giveUp(Failure.of(io.nuwa.emergency.failure.FailureClass.UNKNOWN, roundsSpent(), ""));
  }

  /** Measures a resolved blocker again; one red gate reopens it. */
  boolean stillGreen() throws InterruptedException {
    for (Gate gate : blocker.gates()) {
      Gates.Judged judged = measure(gate);
      if (judged.reading().verdict() != Verdict.PASS) {
        context
            .recorder()
            .note(new Event.BlockerReopened(blocker.id(), gate.id(), judged.reading().text()));
        context.recorder().commit();
        return false;
      }
    }
    context.recorder().commit();
    return true;
  }

  private Optional<Failure> runTasks() throws InterruptedException {
    for (Task task : blocker.tasks()) {
      for (Step step : context.catalog().steps(task, context.plan())) {
        var key = new StepKey(blocker.id(), task.id(), step.id());
        if (state().done().containsKey(key)) {
          continue;
        }
        Optional<Failure> failure = runWithRemedies(key, step, task);
        if (failure.isPresent()) {
          return failure;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> runWithRemedies(StepKey key, Step step, Task task)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<Failure> failure = steps.run(key, step, task, attempt);
      if (failure.isEmpty() || !repair.climb(blocker.id(), failure.get())) {
        return failure;
      }
    }
  }

  /** Measures every gate, so that the reader sees all that is wrong; returns the first cause. */
  private Optional<Failure> measureAll() throws InterruptedException {
    Optional<Failure> first = Optional.empty();
    for (Gate gate : blocker.gates()) {
      Gates.Judged judged = measure(gate);
      first = first.or(judged::cause);
    }
    context.recorder().commit();
    return first;
  }

  private Gates.Judged measure(Gate gate) throws InterruptedException {
    Gates.Judged judged = gates.measure(blocker, gate);
    Recorder recorder = context.recorder();
    recorder.note(
        new Event.GateMeasured(
            blocker.id(),
            gate.id(),
            judged.reading(),
            judged.cause().map(recorder::note),
            recorder.keep(judged.evidence())));
    return judged;
  }

  private boolean giveUp(Failure failure) {
    Recorder recorder = context.recorder();
    recorder.note(
        new Event.RoleAssigned(blocker.id(), blocker.owner(), failure.kind(), failure.summary()));
    recorder.note(new Event.BlockerFailed(blocker.id(), failure.summary()));
    recorder.commit();
    return false;
  }

  private String roundsSpent() {
    return "all " + blocker.rounds() + " rounds are spent";
  }

  private BlockerState state() {
    return context.state().blocker(blocker.id());
  }
}
