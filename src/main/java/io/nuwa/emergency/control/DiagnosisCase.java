package io.nuwa.emergency.control;

import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a diagnosis of one blocker is written from.
 *
 * @param blocker its id
 * @param title of the blocker
 * @param asked whose it is now: the role that was asked to take over, else its owner
 * @param duty what this role does; may be empty
 * @param plan the name of the plan
 * @param run its id; empty when none is recorded
 * @param status where the blocker stands
 * @param takenAt when the system was looked at
 * @param byHand somebody asked for it, and the gates were measured for it
 * @param failure for which the blocker was given up, or the last one; empty when nothing failed
 * @param facts of the run, such as {@code port.text2sql -> 8000}
 * @param gates as they read last
 * @param entries of the run, in order; empty when none is recorded
 * @param failureText the text in which the failure was recognised; may be empty
 * @param testimony what the features saw
 * @param redaction for whatever is written
 */
public record DiagnosisCase(
    String blocker,
    String title,
    String asked,
    String duty,
    String plan,
    Optional<String> run,
    Status status,
    Instant takenAt,
    boolean byHand,
    Optional<FailureNote> failure,
    Map<String, String> facts,
    List<StatusView.GateView> gates,
    List<Entry> entries,
    String failureText,
    List<Testimony> testimony,
    Redaction redaction) {
  public DiagnosisCase {
    facts = Map.copyOf(facts);
    gates = List.copyOf(gates);
    entries = List.copyOf(entries);
    testimony = List.copyOf(testimony);
  }

  /**
   * What a feature saw.
   *
   * @param name such as {@code containers.txt}
   * @param text its first line says the most important
   */
  public record Testimony(String name, String text) {}
}
