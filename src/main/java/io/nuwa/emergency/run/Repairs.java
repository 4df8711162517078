package io.nuwa.emergency.run;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The remedies that were tried on a blocker since it was last resolved.
 *
 * @param tallies what became of each, by {@code class/remedy}
 * @param trials the last one for each subject, while nobody has measured whether it helped
 */
public record Repairs(Map<String, Tally> tallies, Map<String, Trial> trials) {
  static final Repairs NONE = new Repairs(Map.of(), Map.of());

  public Repairs {
    tallies = Map.copyOf(tallies);
    trials = Map.copyOf(trials);
  }

  /**
   * A remedy whose proof is still to come.
   *
   * @param remedy its name
   * @param symptom what it was tried against
   */
  public record Trial(String remedy, Symptom symptom) {}

  /** What became of this remedy against this class of failure. */
  public Tally tally(FailureClass kind, String remedy) {
    return tallies.getOrDefault(key(kind, remedy), Tally.NONE);
  }

  /** The remedy for this subject of which nobody knows yet whether it helped. */
  public Optional<Trial> trial(String subject) {
    return Optional.ofNullable(trials.get(subject));
  }

  /** One that did not apply costs no budget; one that failed does, and has proved nothing. */
  Repairs tried(String remedy, Symptom symptom, RemedyOutcome outcome) {
    return switch (outcome) {
      case NOT_APPLICABLE -> this;
      case FAILED ->
          new Repairs(
              with(symptom.kind(), remedy, tally(symptom.kind(), remedy).applied().judged(false)),
              trials);
      case APPLIED -> {
        var open = new TreeMap<>(trials);
        open.put(symptom.subject(), new Trial(remedy, symptom));
        yield new Repairs(
            with(symptom.kind(), remedy, tally(symptom.kind(), remedy).applied()), open);
      }
    };
  }

  Repairs judged(String subject, boolean moved) {
    Trial trial =
        trial(subject)
            .orElseThrow(
                () -> new IllegalTransitionException("no remedy for " + subject + " is open"));
    var open = new TreeMap<>(trials);
    open.remove(subject);
    FailureClass kind = trial.symptom().kind();
    return new Repairs(with(kind, trial.remedy(), tally(kind, trial.remedy()).judged(moved)), open);
  }

  private Map<String, Tally> with(FailureClass kind, String remedy, Tally tally) {
    var more = new TreeMap<>(tallies);
    more.put(key(kind, remedy), tally);
    return more;
  }

  private static String key(FailureClass kind, String remedy) {
    return kind.id() + "/" + remedy;
  }
}
