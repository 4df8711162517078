package io.nuwa.emergency.run;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Tally;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The remedies that were tried on a blocker.
 *
 * @param tallies what became of each since the blocker was last resolved, by {@code class/remedy}
 * @param trials the last one for each subject, while nobody has measured whether it helped
 * @param history what became of each in the whole run, by {@code class/remedy}
 * @param failedRuns how often each step failed since the blocker was last resolved or given up, by
 *     its name
 */
public record Repairs(
    Map<String, Tally> tallies,
    Map<String, Trial> trials,
    Map<String, RemedyHistory> history,
    Map<String, Integer> failedRuns) {
  static final Repairs NONE = new Repairs(Map.of(), Map.of(), Map.of(), Map.of());

  public Repairs {
    tallies = Map.copyOf(tallies);
    trials = Map.copyOf(trials);
    history = Map.copyOf(history);
    failedRuns = Map.copyOf(failedRuns);
  }

  /** Nothing counts against a budget any more; what happened is not forgotten. */
  Repairs over() {
    return new Repairs(Map.of(), Map.of(), history, Map.of());
  }

  /**
   * A remedy whose proof is still to come.
   *
   * @param remedy its name
   * @param symptom what it was tried against
   */
  public record Trial(String remedy, Symptom symptom) {}

  /** How often this step failed in this attempt. */
  public int failedRuns(StepKey step) {
    return failedRuns.getOrDefault(step.toString(), 0);
  }

  /** How often the step failed that failed most in this attempt. */
  public int mostFailedRuns() {
    return failedRuns.values().stream().mapToInt(Integer::intValue).max().orElse(0);
  }

  Repairs failed(StepKey step) {
    var more = new TreeMap<>(failedRuns);
    more.merge(step.toString(), 1, Integer::sum);
    return new Repairs(tallies, trials, history, more);
  }

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
    FailureClass kind = symptom.kind();
    Tally tally = tally(kind, remedy);
    var known = remembering(kind, remedy, history(kind, remedy).tried(outcome));
    return switch (outcome) {
      case NOT_APPLICABLE -> new Repairs(tallies, trials, known, failedRuns);
      case FAILED ->
          new Repairs(with(kind, remedy, tally.applied().judged(false)), trials, known, failedRuns);
      case APPLIED -> {
        var open = new TreeMap<>(trials);
        open.put(symptom.subject(), new Trial(remedy, symptom));
        yield new Repairs(with(kind, remedy, tally.applied()), open, known, failedRuns);
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
    String remedy = trial.remedy();
    return new Repairs(
        with(kind, remedy, tally(kind, remedy).judged(moved)),
        open,
        remembering(kind, remedy, history(kind, remedy).judged(moved)),
        failedRuns);
  }

  private RemedyHistory history(FailureClass kind, String remedy) {
    return history.getOrDefault(key(kind, remedy), RemedyHistory.NONE);
  }

  private Map<String, RemedyHistory> remembering(
      FailureClass kind, String remedy, RemedyHistory more) {
    var known = new TreeMap<>(history);
    known.put(key(kind, remedy), more);
    return known;
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
