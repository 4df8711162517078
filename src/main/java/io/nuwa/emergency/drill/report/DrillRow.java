package io.nuwa.emergency.drill.report;

import io.nuwa.emergency.failure.FailureClass;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What became of one fault.
 *
 * @param fault its id
 * @param what it was
 * @param recognised the class that fits best among those recorded; empty when none was
 * @param classes all classes recorded, in the order of the journal
 * @param remedies applied, in the order of the journal
 * @param roles asked for help
 * @param noticed from the end of the injection to the first gate that did not pass
 * @param green from the end of the injection to all gates passing, before anybody undid the fault
 * @param verdict right, wrong or skipped
 * @param falseGreens how often the product said green while something was broken
 * @param reasons why it is wrong or was skipped
 */
public record DrillRow(
    String fault,
    String what,
    Optional<FailureClass> recognised,
    List<FailureClass> classes,
    List<String> remedies,
    List<String> roles,
    Optional<Duration> noticed,
    Optional<Duration> green,
    Verdict verdict,
    int falseGreens,
    List<String> reasons) {
  public DrillRow {
    classes = List.copyOf(classes);
    remedies = List.copyOf(remedies);
    roles = List.copyOf(roles);
    reasons = List.copyOf(reasons);
  }

  /** How the product did. */
  public enum Verdict {
    RIGHT,
    WRONG,
    /** This machine cannot have the fault. */
    SKIPPED;

    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** A fault that was not brought about. */
  public static DrillRow skipped(String fault, String what, String reason) {
    return bare(fault, what, Verdict.SKIPPED, reason);
  }

  /** A fault about which nothing can be said, because the drill failed in it; that is not right. */
  public static DrillRow broken(String fault, String what, String reason) {
    return bare(fault, what, Verdict.WRONG, reason);
  }

  private static DrillRow bare(String fault, String what, Verdict verdict, String reason) {
    return new DrillRow(
        fault,
        what,
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        verdict,
        0,
        List.of(reason));
  }
}
