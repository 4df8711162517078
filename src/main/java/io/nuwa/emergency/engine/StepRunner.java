package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.util.Optional;

/** Runs one step: records that it begins, lets it take effect, records how it ended. */
final class StepRunner {
  private final RunContext context;

  private final Guards guards;

  StepRunner(RunContext context, Guards guards) {
    this.context = context;
    this.guards = guards;
  }

  /** New work waits here while the machine has too much to do; a repair never comes by. */
  void beforeNewWork() throws InterruptedException {
    guards.beforeNewWork();
  }

  /**
   * Runs it once.
   *
   * @return the failure, or empty when it did what it is for
   */
  Optional<Failure> run(StepKey key, Step step, Task task, int attempt)
      throws InterruptedException {
    Recorder recorder = context.recorder();
    recorder.note(new Event.StepStarted(key, attempt));
    StepInput input = context.input(key, task.timeout());
    // That it begins is durable before it takes effect; people are told while it already works.
    recorder.persist();
    StepResult result =
        Bounded.<StepResult>call(
            key.toString(),
            task.timeout(),
            () -> step.run(input),
            recorder::tell,
            StepResult.Failed::new);
    return switch (result) {
      case StepResult.Done done -> {
        recorder.note(
            new Event.StepSucceeded(
                key, done.summary(), done.facts(), recorder.keep(done.evidence())));
        yield Optional.empty();
      }
      case StepResult.Skipped skipped -> {
        recorder.note(new Event.StepSkipped(key, skipped.reason()));
        yield Optional.empty();
      }
      case StepResult.Failed failed -> {
        Failure failure = recorder.discreet(failed.failure());
        recorder.note(new Event.StepFailed(key, recorder.note(failure)));
        recorder.commit();
        yield Optional.of(failure);
      }
    };
  }
}
