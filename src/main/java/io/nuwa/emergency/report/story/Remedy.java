package io.nuwa.emergency.report.story;

import io.nuwa.emergency.run.EvidenceRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A remedy at work.
 *
 * @param subject what it was tried against
 * @param kind the class of the failure
 * @param outcome whether it was applied
 * @param moved whether what it was tried against moved; empty when that was not measured
 * @param proof what was seen before and after; empty when it was not measured
 */
public record Remedy(
    Instant at,
    String name,
    String subject,
    String kind,
    String outcome,
    String summary,
    Optional<Boolean> moved,
    String proof,
    List<EvidenceRef> evidence) {
  public Remedy {
    evidence = List.copyOf(evidence);
  }

  Remedy judged(boolean whether, String seen) {
    return new Remedy(
        at, name, subject, kind, outcome, summary, Optional.of(whether), seen, evidence);
  }
}
