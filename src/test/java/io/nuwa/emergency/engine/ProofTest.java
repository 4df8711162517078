package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.step.Measurement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A remedy counts only where what it was tried against came nearer to success. */
class ProofTest {
  private static final Instant NOW = Instant.parse("2026-01-05T20:00:00Z");
  private static final Failure THREE =
      new Failure(FailureClass.SERIES_GAP, "3 series", "", Map.of("series", "a"));

  private record None() implements Settings {}

  /** Passes at 0, alerts above 2. */
  private static final Gate GATE =
      new Gate(
          "gaps",
          "gaps",
          "series-gaps",
          new None(),
          Threshold.parse("== 0").orElseThrow(),
          Threshold.parse("> 2").orElseThrow(),
          Duration.ofSeconds(1));

  private static Optional<Reading> before(String value) {
    return value.equals("none")
        ? Optional.empty()
        : Optional.of(
            value.equals("unknown")
                ? new Reading(Verdict.UNKNOWN, OptionalDouble.empty(), "", NOW)
                : new Reading(
                    Verdict.ALERT, OptionalDouble.of(Double.parseDouble(value)), "", NOW));
  }

  private static Gates.Judged after(String value) {
    var other = new Failure(FailureClass.TARGET_DOWN, "other", "", Map.of("series", "b"));
    return Gates.judge(
        GATE,
        value.equals("unknown")
            ? new Measurement.Unmeasured(other)
            : new Measurement.Measured(
                Double.parseDouble(value), "", Optional.of(other), List.of()),
        NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "3, 0, true",
    "3, 2, true",
    "3, 3, false",
    "3, 4, false",
    "3, unknown, false",
    "unknown, 3, false",
    "unknown, 1, false",
    "unknown, unknown, false",
    "unknown, 0, true",
    "none, 3, false",
    "none, 0, true",
  })
  void only_what_came_nearer_or_passed_has_moved(String was, String is, boolean moved) {
    Proof proof = Proof.ofGate(GATE, Symptom.ofGate("gaps", THREE), before(was), after(is));

    assertThat(proof.moved()).isEqualTo(moved);
  }

  @Test
  void a_step_that_fails_otherwise_has_not_moved_and_the_other_failure_is_told() {
    Symptom before = new Symptom("data/inject", FailureClass.DATA_CONFLICT, Map.of());
    Failure after = Failure.of(FailureClass.SCHEMA_MISMATCH, "a check fails", "");

    assertThat(Proof.ofStep(before, Optional.of(after)))
        .isEqualTo(new Proof(false, "now schema-mismatch: a check fails"));
    assertThat(Proof.ofStep(before, Optional.empty()).moved()).isTrue();
  }
}
