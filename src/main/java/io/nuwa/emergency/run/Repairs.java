package io.nuwa.emergency.run;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Ladder;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.retry.Tally;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The remedies that were tried on a blocker.
 *
 * @param tallies what became of each since the blocker was last resolved, by {@code class/remedy}
 * @param trials the last one for each subject, while nobody has measured whether it helped
 * @param history what became of each in the whole run, by {@code class/remedy}
 * @param lately when each was applied last, whether it helped or not, by class, remedy and what it
 *     was applied to; being green in between takes nothing away
 * @param failedRuns how often each step failed since the blocker was last resolved or given up, by
 *     its name
 */
public record Repairs(
    Map<String, Tally> tallies,
    Map<String, Trial> trials,
    Map<String, RemedyHistory> history,
    Map<String, List<Instant>> lately,
    Map<String, Integer> failedRuns) {
  static final Repairs NONE = new Repairs(Map.of(), Map.of(), Map.of(), Map.of(), Map.of());

  /**
   * As often as this, or as its budget in the plan, a remedy may be applied within {@link #WINDOW}.
   */
  private static final int OFTEN = 5;

  private static final Duration WINDOW = Duration.ofMinutes(10);

  public Repairs {
    tallies = Map.copyOf(tallies);
    trials = Map.copyOf(trials);
    history = Map.copyOf(history);
    lately = Map.copyOf(lately);
    failedRuns = Map.copyOf(failedRuns);
  }

  /**
   * What has been tried so often against this within so short a time that it only comes back: it is
   * green for a moment each time, which gives the budget back. Empty when nothing has.
   */
  public Optional<String> exhausted(Symptom symptom, Ladder ladder, Instant now) {
    for (Rung rung : ladder.rungs()) {
      String key = key(symptom.kind(), rung.remedy()) + "/" + object(symptom);
      int most = Math.max(OFTEN, rung.budget());
      if (within(lately.getOrDefault(key, List.of()), now).size() >= most) {
        return Optional.of(
            "%s was applied %d times within %d min, and it came back each time"
                .formatted(rung.remedy(), most, WINDOW.toMinutes()));
      }
    }
    return Optional.empty();
  }

  private static List<Instant> within(List<Instant> applied, Instant now) {
    return applied.stream().filter(at -> at.plus(WINDOW).isAfter(now)).toList();
  }

  /** The services that a symptom is about, or else the port. */
  private static String object(Symptom symptom) {
    Map<String, String> details = symptom.details();
    String service = details.getOrDefault("services", details.getOrDefault("service", ""));
    return service.isEmpty() ? details.getOrDefault("port", "") : service;
  }

  private Map<String, List<Instant>> lately(String remedy, Symptom symptom, Instant at) {
    var more = new TreeMap<>(lately);
    String key = key(symptom.kind(), remedy) + "/" + object(symptom);
    var applied = new ArrayList<>(within(lately.getOrDefault(key, List.of()), at));
    applied.add(at);
    more.put(key, List.copyOf(applied));
    return more;
  }

  /** Nothing counts against a budget any more; what happened is not forgotten. */
  Repairs over() {
    return new Repairs(Map.of(), Map.of(), history, lately, Map.of());
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
    return new Repairs(tallies, trials, history, lately, more);
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
  Repairs tried(String remedy, Symptom symptom, RemedyOutcome outcome, Instant at) {
    FailureClass kind = symptom.kind();
    Tally tally = tally(kind, remedy);
    var known = remembering(kind, remedy, history(kind, remedy).tried(outcome));
    return switch (outcome) {
      case NOT_APPLICABLE -> new Repairs(tallies, trials, known, lately, failedRuns);
      case FAILED ->
          new Repairs(
              with(kind, remedy, tally.applied().judged(false)),
              trials,
              known,
              lately(remedy, symptom, at),
              failedRuns);
      case APPLIED -> {
        var open = new TreeMap<>(trials);
        open.put(symptom.subject(), new Trial(remedy, symptom));
        yield new Repairs(
            with(kind, remedy, tally.applied()),
            open,
            known,
            lately(remedy, symptom, at),
            failedRuns);
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
        lately,
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
