package io.nuwa.emergency.command;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.util.Optional;

/** Probes {@code command-exit}: the exit code of a program that only reads. */
record ExitProbeKind(Programs programs) implements ProbeKind {
  /** What shells, env(1) and {@link Completion} say of a program that could not be started. */
  private static final int NOT_STARTED = 127;

  @Override
  public String name() {
    return "command-exit";
  }

  @Override
  public Settings read(Section section) {
    return CommandSettings.ofProbe(section);
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return Range.between(0, 255);
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    return input -> measure(gate, (CommandSettings) gate.settings(), input);
  }

  private Measurement measure(Gate gate, CommandSettings settings, StepInput input)
      throws InterruptedException {
    Completion completion;
    try {
      completion = programs.run(settings, input);
    } catch (MissingValueException e) {
      return new Measurement.Unmeasured(Programs.unresolved(e));
    }
    int exitCode = completion.exitCode();
    if (completion.timedOut() || exitCode == NOT_STARTED) {
      return new Measurement.Unmeasured(programs.failure(settings, completion, input));
    }
    boolean good = gate.success().holds(exitCode);
    Optional<Failure> cause =
        good ? Optional.empty() : Optional.of(programs.failure(settings, completion, input));
    String text =
        cause
            .map(Failure::summary)
            .orElseGet(
                () -> programs.readable(settings, input.values()) + " ended with " + exitCode);
    return new Measurement.Measured(
        exitCode, text, cause, programs.evidence(completion, input.values()));
  }
}
