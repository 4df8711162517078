package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.retry.Ladder;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.Repairs;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Climbs the ladder of a failure's class, and holds each remedy to what it moved. */
final class Repair {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private static final int MOST_OVERTAKEN = 3;

  private final Map<String, Integer> overtakes = new HashMap<>();
  private final RunContext context;
  private final Map<String, Remedy> remedies;

  Repair(RunContext context) {
    this.context = context;
    this.remedies = context.catalog().remedies(context.plan());
  }

  /** Where a climb ended. */
  enum Climb {
    /** A remedy changed the system: measure again. */
    CHANGED,
    /** A remedy changed what the tasks work with: they have to run before it can show. */
    TASKS_NEEDED,
    /** Only time will mend it, and somebody comes again: nothing is given up. */
    LATER,
    /** Nothing that is left was able to change anything. */
    ENDED
  }

  /**
   * Applies the next remedy that fits.
   *
   * @param leftOut remedies that are not to be tried now
   */
  Climb climb(Trouble trouble, Ladder ladder, Set<String> leftOut) throws InterruptedException {
    Set<String> unfit = new HashSet<>(leftOut);
    for (Optional<Rung> rung = next(trouble, ladder, unfit);
        rung.isPresent();
        rung = next(trouble, ladder, unfit)) {
      String name = rung.get().remedy();
      if (!context.waiting() && waitsForLong(name)) {
        return Climb.LATER;
      }
      int used = repairs(trouble.blocker()).tally(trouble.symptom().kind(), name).used();
      pause(rung.get().pauseBefore(used));
      RemedyResult result = apply(trouble, name);
      record(trouble, name, result);
      switch (result) {
        case RemedyResult.Applied applied -> {
          boolean throughTasks = name.equals(Catalog.RUN_AGAIN) || !applied.facts().isEmpty();
          if (throughTasks || !trouble.live()) {
            // One write with what follows: a restart between them would judge it without the tasks.
            return Climb.TASKS_NEEDED;
          }
          context.recorder().commit();
          return Climb.CHANGED;
        }
        case RemedyResult.NotApplicable notApplicable -> unfit.add(name);
        case RemedyResult.Overtaken overtaken -> {
          if (trouble.live() && overtaken(trouble.blocker() + "/" + name)) {
            context.recorder().commit();
            return Climb.CHANGED;
          }
          unfit.add(name);
        }
        case RemedyResult.Failed failed -> unfit.add(name);
      }
      context.recorder().commit();
    }
    return Climb.ENDED;
  }

  /** Whether that is to be believed once more: what dies again and again is overtaken for ever. */
  private boolean overtaken(String remedy) {
    return overtakes.merge(remedy, 1, Integer::sum) <= MOST_OVERTAKEN;
  }

  private boolean waitsForLong(String name) {
    return !name.equals(Catalog.RUN_AGAIN) && remedies.get(name).waitsForLong();
  }

  /** A step was run again: notes what the remedy that was tried for it moved. */
  void judge(StepKey step, Optional<Failure> after) {
    trial(step.blocker(), Symptom.subject(step))
        .ifPresent(trial -> note(step.blocker(), trial, Proof.ofStep(trial.symptom(), after)));
  }

  /**
   * A gate was measured again: notes what the remedy that was tried for it moved.
   *
   * @param before the reading before the remedy
   */
  void judge(String blocker, Gate gate, Optional<Reading> before, Gates.Judged after) {
    trial(blocker, Symptom.subject(gate.id()))
        .ifPresent(
            trial -> note(blocker, trial, Proof.ofGate(gate, trial.symptom(), before, after)));
  }

  private void note(String blocker, Repairs.Trial trial, Proof proof) {
    Symptom symptom = trial.symptom();
    context
        .recorder()
        .note(
            new Event.RemedyJudged(
                blocker,
                symptom.subject(),
                trial.remedy(),
                symptom.kind(),
                proof.moved(),
                proof.text()));
  }

  private Optional<Repairs.Trial> trial(String blocker, String subject) {
    return Optional.ofNullable(context.state().blockers().get(blocker))
        .flatMap(state -> state.repairs().trial(subject));
  }

  private Optional<Rung> next(Trouble trouble, Ladder ladder, Set<String> unfit) {
    Repairs repairs = repairs(trouble.blocker());
    return ladder.next(name -> repairs.tally(trouble.symptom().kind(), name), unfit);
  }

  private Repairs repairs(String blocker) {
    return context.state().blocker(blocker).repairs();
  }

  private RemedyResult apply(Trouble trouble, String name) throws InterruptedException {
    if (name.equals(Catalog.RUN_AGAIN)) {
      return RemedyResult.Applied.of("the tasks of " + trouble.blocker() + " run once more");
    }
    Remedy remedy = remedies.get(name);
    var step = new StepKey(trouble.blocker(), "remedy", name);
    StepInput input = context.input(step, LIMIT);
    // What was measured, and what became of the remedy before, is durable before another one
    // changes anything; people are told while it already works.
    context.recorder().persist();
    return Bounded.<RemedyResult>call(
        "remedy " + name,
        LIMIT,
        () -> remedy.apply(trouble.failure(), input),
        context.recorder()::tell,
        RemedyResult.Failed::new);
  }

  /** Nobody is left to guess what is waited for. */
  private void pause(Duration pause) throws InterruptedException {
    if (pause.isPositive()) {
      context.recorder().commit();
      context.time().pause(pause);
    }
  }

  private void record(Trouble trouble, String name, RemedyResult result) {
    Recorder recorder = context.recorder();
    recorder.note(
        switch (result) {
          case RemedyResult.Applied a ->
              new Event.RemedyTried(
                  trouble.blocker(),
                  name,
                  trouble.symptom(),
                  RemedyOutcome.APPLIED,
                  a.summary(),
                  a.facts(),
                  recorder.keep(a.evidence()));
          case RemedyResult.NotApplicable n ->
              new Event.RemedyTried(
                  trouble.blocker(),
                  name,
                  trouble.symptom(),
                  RemedyOutcome.NOT_APPLICABLE,
                  n.reason(),
                  Map.of(),
                  List.of());
          case RemedyResult.Overtaken o ->
              new Event.RemedyTried(
                  trouble.blocker(),
                  name,
                  trouble.symptom(),
                  RemedyOutcome.NOT_APPLICABLE,
                  o.reason(),
                  Map.of(),
                  List.of());
          case RemedyResult.Failed f ->
              new Event.RemedyTried(
                  trouble.blocker(),
                  name,
                  trouble.symptom(),
                  RemedyOutcome.FAILED,
                  f.failure().summary(),
                  Map.of(),
                  recorder.note(f.failure()).evidence().stream().toList());
        });
  }
}
