package io.nuwa.emergency.report.story;

import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A gate over the time of a run.
 *
 * @param success what passes, as the plan says it now; empty when the plan does not know the gate
 * @param alert what alerts
 * @param marks its readings, in order
 */
public record GateStory(
    String id,
    String title,
    Optional<Threshold> success,
    Optional<Threshold> alert,
    List<Mark> marks) {
  public GateStory {
    marks = List.copyOf(marks);
  }

  /**
   * One reading.
   *
   * @param value empty when nothing could be measured; never in place of a zero
   * @param cause the class of the failure behind it
   */
  public record Mark(
      Instant at,
      Verdict verdict,
      OptionalDouble value,
      String text,
      Optional<String> cause,
      List<EvidenceRef> evidence) {
    public Mark {
      evidence = List.copyOf(evidence);
      value =
          value.isPresent() && Double.isFinite(value.getAsDouble())
              ? value
              : OptionalDouble.empty();
    }
  }

  /** The last reading; empty when it was never measured. */
  public Optional<Mark> last() {
    return marks.isEmpty() ? Optional.empty() : Optional.of(marks.getLast());
  }
}
