package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.StepInput;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/** Measures gates. Reads only, so that a dry run and a look at the status may use it too. */
public final class Gates {
  private final Plan plan;
  private final Catalog catalog;
  private final BiFunction<Blocker, Gate, StepInput> inputs;

  /**
   * Measures the gates of a plan.
   *
   * @param inputs what a probe may know when it measures this gate
   */
  public Gates(Plan plan, Catalog catalog, BiFunction<Blocker, Gate, StepInput> inputs) {
    this.plan = plan;
    this.catalog = catalog;
    this.inputs = inputs;
  }

  /**
   * One gate, judged.
   *
   * @param cause what a ladder can work on; present whenever the verdict is not a pass
   */
  public record Judged(
      Gate gate, Reading reading, Optional<Failure> cause, List<Evidence> evidence) {

    Judged with(UnaryOperator<Failure> changed) {
      return new Judged(gate, reading, cause.map(changed), evidence);
    }
  }

  /** Measures one gate now. */
  public Judged measure(Blocker blocker, Gate gate) throws InterruptedException {
    StepInput input = inputs.apply(blocker, gate);
    Measurement measurement =
        Bounded.<Measurement>call(
            "gate " + blocker.id() + "/" + gate.id(),
            gate.timeout(),
            () -> catalog.probe(gate, plan).measure(input),
            Measurement.Unmeasured::new);
    return judge(gate, measurement, input.time().instant());
  }

  static Judged judge(Gate gate, Measurement measurement, Instant at) {
    return switch (measurement) {
      case Measurement.Measured m -> {
        Verdict verdict =
            m.exact()
                .map(exact -> Verdict.of(exact, gate.success(), gate.alert()))
                .orElseGet(() -> Verdict.of(m.value(), gate.success(), gate.alert()));
        var reading =
            new Reading(
                verdict,
                Double.isFinite(m.value()) ? OptionalDouble.of(m.value()) : OptionalDouble.empty(),
                m.text(),
                at);
        yield new Judged(gate, reading, cause(verdict, m.cause(), m.text()), m.evidence());
      }
      case Measurement.Unmeasured u ->
          new Judged(
              gate,
              new Reading(Verdict.UNKNOWN, OptionalDouble.empty(), u.why().summary(), at),
              Optional.of(u.why()),
              List.of());
    };
  }

  private static Optional<Failure> cause(Verdict verdict, Optional<Failure> cause, String text) {
    if (verdict == Verdict.PASS) {
      return Optional.empty();
    }
    return cause.or(() -> Optional.of(Failure.of(FailureClass.UNKNOWN, text, "")));
  }
}
