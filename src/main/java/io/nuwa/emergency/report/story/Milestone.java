package io.nuwa.emergency.report.story;

import io.nuwa.emergency.plan.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A checkpoint of the time box.
 *
 * @param at counted from the start of the run
 * @param dueAt empty before a run
 * @param expects what must be true then
 * @param otherwise how bad it is when it is not
 * @param reason as recorded; empty when it is not recorded
 * @param recordedAt when it was judged
 */
public record Milestone(
    String id,
    Duration at,
    Optional<Instant> dueAt,
    String expects,
    Severity otherwise,
    Standing standing,
    String reason,
    Optional<Instant> recordedAt) {

  /** Where a checkpoint stands. */
  public enum Standing {
    /** Its time came, and what it expects was true. */
    MET,
    MISSED,
    /** Its time has come, and nobody has looked yet. */
    DUE,
    AHEAD;

    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
