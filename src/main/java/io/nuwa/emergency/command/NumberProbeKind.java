package io.nuwa.emergency.command;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.DecimalNumber;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalDouble;

/** Probes {@code command-number}: the one number that a program prints. */
record NumberProbeKind(Programs programs) implements ProbeKind {
  @Override
  public String name() {
    return "command-number";
  }

  @Override
  public Settings read(Section section) {
    return CommandSettings.ofProbe(section);
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
    if (!completion.succeeded()) {
      return new Measurement.Unmeasured(programs.failure(settings, completion, input));
    }
    String printed = completion.stdout().strip();
    String command = programs.readable(settings, input.values());
    Optional<BigDecimal> exact = DecimalNumber.parse(printed);
    OptionalDouble value = exact.map(DecimalNumber::recorded).orElseGet(OptionalDouble::empty);
    if (value.isEmpty()) {
      return new Measurement.Unmeasured(
          Failure.of(
              FailureClass.CONFIGURATION,
              command
                  + (exact.isPresent()
                      ? " printed a number that is too large to be kept"
                      : " printed no plain decimal number alone on standard output"),
              input.values().conceal(completion.text())));
    }
    String text = command + " printed " + printed;
    Optional<Failure> cause =
        gate.success().holds(exact.get())
            ? Optional.empty()
            : Optional.of(Failure.of(FailureClass.UNKNOWN, text, printed));
    return new Measurement.Measured(
        value.getAsDouble(), exact, text, cause, programs.evidence(completion, input.values()));
  }
}
