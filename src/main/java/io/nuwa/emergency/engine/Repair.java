package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Climbs the ladder of a failure's class until a remedy changed something. */
final class Repair {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private final RunContext context;
  private final Map<String, Remedy> remedies;

  Repair(RunContext context) {
    this.context = context;
    this.remedies = context.catalog().remedies(context.plan());
  }

  /**
   * Applies the next remedy that fits.
   *
   * @return false when the ladder has ended: nothing that is left was able to change anything
   */
  boolean climb(String blocker, Failure failure) throws InterruptedException {
    Set<String> unfit = new HashSet<>();
    for (Optional<Rung> rung = next(blocker, failure, unfit);
        rung.isPresent();
        rung = next(blocker, failure, unfit)) {
      String name = rung.get().remedy();
      int used = context.state().blocker(blocker).tried(failure.kind()).getOrDefault(name, 0);
      context.time().pause(rung.get().pauseBefore(used));
      RemedyResult result = apply(blocker, name, failure);
      record(blocker, name, failure, result);
      switch (result) {
        case RemedyResult.Applied applied -> {
          return true;
        }
        case RemedyResult.NotApplicable notApplicable -> unfit.add(name);
        case RemedyResult.Failed failed -> unfit.add(name);
      }
    }
    return false;
  }

  private Optional<Rung> next(String blocker, Failure failure, Set<String> unfit) {
    Map<String, Integer> used = context.state().blocker(blocker).tried(failure.kind());
    return context.plan().ladders().of(failure.kind()).rungs().stream()
        .filter(rung -> !unfit.contains(rung.remedy()))
        .filter(rung -> used.getOrDefault(rung.remedy(), 0) < rung.budget())
        .findFirst();
  }

  private RemedyResult apply(String blocker, String name, Failure failure)
      throws InterruptedException {
    if (name.equals(Catalog.RUN_AGAIN)) {
      return RemedyResult.Applied.of("the tasks of " + blocker + " run once more");
    }
    Remedy remedy = remedies.get(name);
    var step = new StepKey(blocker, "remedy", name);
    return Bounded.<RemedyResult>call(
        "remedy " + name,
        LIMIT,
        () -> remedy.apply(failure, context.input(step, LIMIT)),
        RemedyResult.Failed::new);
  }

  private void record(String blocker, String name, Failure failure, RemedyResult result) {
    Recorder recorder = context.recorder();
    recorder.note(
        switch (result) {
          case RemedyResult.Applied a ->
              new Event.RemedyTried(
                  blocker,
                  name,
                  failure.kind(),
                  RemedyOutcome.APPLIED,
                  a.summary(),
                  a.facts(),
                  recorder.keep(a.evidence()));
          case RemedyResult.NotApplicable n ->
              new Event.RemedyTried(
                  blocker,
                  name,
                  failure.kind(),
                  RemedyOutcome.NOT_APPLICABLE,
                  n.reason(),
                  Map.of(),
                  List.of());
          case RemedyResult.Failed f ->
              new Event.RemedyTried(
                  blocker,
                  name,
                  failure.kind(),
                  RemedyOutcome.FAILED,
                  f.failure().summary(),
                  Map.of(),
                  recorder.note(f.failure()).evidence().stream().toList());
        });
    recorder.commit();
  }
}
