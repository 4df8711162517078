package io.nuwa.emergency.control;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.RunState;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All that a report, the guide and pictures are made from.
 *
 * @param home the folder that holds {@code promptx/} and {@code logs/}
 * @param plan as it reads now
 * @param takenAt when this was collected; reports are named after it
 * @param view how things stand
 * @param state of the run; empty when none is recorded
 * @param entries of the run that can be trusted, in order; empty when none is recorded
 * @param planChanged whether the run was begun, or last gone on with, by another text of the plan
 * @param kept the SHA-256 of each evidence that is still there
 * @param unreadable why the evidence could not be looked at; empty when it could
 * @param pictures that were taken since the run began, oldest first
 * @param values what templates stand for now
 * @param redaction for whatever is written
 */
public record ReportCase(
    Path home,
    Plan plan,
    Instant takenAt,
    StatusView view,
    Optional<RunState> state,
    List<Entry> entries,
    boolean planChanged,
    Set<String> kept,
    Optional<String> unreadable,
    List<Picture> pictures,
    Values values,
    Redaction redaction) {
  /** Where pictures are kept, relative to the home folder. */
  public static final String SCREENSHOTS = "logs/screenshots";

  public ReportCase {
    entries = List.copyOf(entries);
    kept = Set.copyOf(kept);
    pictures = List.copyOf(pictures);
  }

  /**
   * A picture that is kept.
   *
   * @param file relative to the home folder
   * @param takenAt as its name says
   * @param label occasion and page, as its name says
   * @param bytes its length
   */
  public record Picture(String file, Instant takenAt, String label, long bytes) {}

  /**
   * Where a piece of evidence stands, relative to the home folder; empty when it is gone or
   * unreadable.
   */
  public Optional<String> link(EvidenceRef evidence) {
    return kept.contains(evidence.sha256())
        ? Optional.of("promptx/memory/evidence/" + evidence.sha256() + ".txt")
        : Optional.empty();
  }
}
