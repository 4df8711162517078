package io.nuwa.emergency.run;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.util.Map;
import java.util.Optional;

/**
 * A failure as the journal keeps it: its text stands in the evidence folder.
 *
 * @param evidence absent when there was no text
 */
public record FailureNote(
    FailureClass kind,
    String summary,
    Map<String, String> details,
    Optional<EvidenceRef> evidence) {
  public FailureNote {
    details = Map.copyOf(details);
  }

  /** The failure again, for a ladder, with the summary in place of the text. */
  public Failure failure() {
    return new Failure(kind, summary, "", details);
  }
}
