package io.nuwa.emergency.command;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Turns settings and values into a running program, and its end into words. */
record Programs(Path home, Processes processes) {

  /**
   * Runs the program until it ends or the time of this step is up.
   *
   * @throws io.nuwa.emergency.plan.MissingValueException when a template names nothing
   */
  Completion run(CommandSettings settings, StepInput input) throws InterruptedException {
    Values values = input.values();
    var environment = new LinkedHashMap<String, String>();
    settings.environment().forEach((name, value) -> environment.put(name, values.resolve(value)));
    return processes.run(
        new Invocation(
            settings.command().stream().map(values::resolve).toList(),
            environment,
            home.resolve(values.resolve(settings.folder())),
            input.left()));
  }

  /** The command as a reader may see it: on one line, secrets as stars. */
  String readable(CommandSettings settings, Values values) {
    return new Invocation(
            settings.command().stream().map(values::readable).toList(),
            settings.environment(),
            home,
            Duration.ZERO)
        .readable();
  }

  /** What it wrote, if it wrote anything. */
  List<Evidence> evidence(Completion completion, Values values) {
    var evidence = new ArrayList<Evidence>();
    if (!completion.stdout().isBlank()) {
      evidence.add(new Evidence("stdout.txt", values.conceal(completion.stdout())));
    }
    if (!completion.stderr().isBlank()) {
      evidence.add(new Evidence("stderr.txt", values.conceal(completion.stderr())));
    }
    return evidence;
  }

  /** Why a program did not end as it should. */
  Failure failure(CommandSettings settings, Completion completion, StepInput input) {
    String command = readable(settings, input.values());
    String output = input.values().conceal(completion.text());
    if (completion.timedOut()) {
      return Failure.of(
          FailureClass.TIMEOUT,
          "%s was ended: not done after %.1f s; give it more 'timeout' if it needs it"
              .formatted(command, completion.took().toMillis() / 1000.0),
          output);
    }
    return CommandFailures.classify(command, completion.exitCode(), output);
  }

  /** A template that names something unknown. */
  static Failure unresolved(RuntimeException missing) {
    return Failure.of(FailureClass.CONFIGURATION, "the command: " + missing.getMessage(), "");
  }
}
