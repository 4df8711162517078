package io.nuwa.emergency.report.story;

import io.nuwa.emergency.run.EvidenceRef;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One run of one step.
 *
 * @param step task and step
 * @param number counted from 1 within its round
 * @param endedAt empty when no end is recorded
 * @param text what it said, or why it failed or was skipped; may be empty
 * @param failure the class of its failure
 */
public record Attempt(
    String step,
    int number,
    Instant startedAt,
    Optional<Instant> endedAt,
    Outcome outcome,
    String text,
    Optional<String> failure,
    List<EvidenceRef> evidence) {
  public Attempt {
    evidence = List.copyOf(evidence);
  }

  /** How an attempt ended. */
  public enum Outcome {
    DONE,
    SKIPPED,
    FAILED,
    /** A process works on it. */
    IN_FLIGHT,
    /** No end is recorded, and nobody works on it: the process died, or was stopped. */
    CUT_OFF;

    public String id() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  Attempt ended(
      Instant at, Outcome how, String said, Optional<String> kind, List<EvidenceRef> kept) {
    return new Attempt(step, number, startedAt, Optional.of(at), how, said, kind, kept);
  }

  Attempt cutOff() {
    return new Attempt(
        step, number, startedAt, Optional.empty(), Outcome.CUT_OFF, text, failure, evidence);
  }
}
