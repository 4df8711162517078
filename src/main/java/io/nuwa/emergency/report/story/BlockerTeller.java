package io.nuwa.emergency.report.story;

import io.nuwa.emergency.report.story.Attempt.Outcome;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.StepKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Follows one blocker through the entries of a run. */
final class BlockerTeller {
  private final UnaryOperator<String> hide;
  private final List<Round> rounds = new ArrayList<>();
  private final List<Attempt> attempts = new ArrayList<>();
  private final List<Remedy> remedies = new ArrayList<>();
  private final List<Stretch> stretches = new ArrayList<>();
  private final Map<String, List<GateStory.Mark>> marks = new LinkedHashMap<>();
  private Optional<Instant> roundAt = Optional.empty();
  private Optional<Instant> roundEnd = Optional.empty();
  private Instant lastAt = Instant.EPOCH;
  private int round;

  BlockerTeller(UnaryOperator<String> hide) {
    this.hide = hide;
  }

  /** The next entry, which is about this blocker. */
  void tell(Entry entry) {
    Instant at = entry.at();
    switch (entry.event()) {
      case Event.RoundStarted e -> roundStarted(e.round(), at);
      case Event.StepStarted e -> stepStarted(e, at);
      case Event.StepSucceeded e ->
          stepEnded(e.step(), at, Outcome.DONE, e.summary(), Optional.empty(), e.evidence());
      case Event.StepSkipped e ->
          stepEnded(e.step(), at, Outcome.SKIPPED, e.reason(), Optional.empty(), List.of());
      case Event.StepFailed e ->
          stepEnded(
              e.step(),
              at,
              Outcome.FAILED,
              e.failure().summary(),
              Optional.of(e.failure().kind().id()),
              e.failure().evidence().stream().toList());
      case Event.RemedyTried e -> remedies.add(remedy(e, at));
      case Event.RemedyJudged e -> judged(e);
      case Event.GateMeasured e ->
          marks.computeIfAbsent(e.gate(), gate -> new ArrayList<>()).add(mark(e));
      case Event.BlockerReopened e ->
          stretches.add(
              new Stretch(
                  at,
                  Optional.of(e.gate()),
                  hide.apply(e.reason()),
                  Optional.empty(),
                  Optional.empty()));
      case Event.BlockerFailed e -> {
        roundEnd = roundEnd.or(() -> Optional.of(at));
        changeStretch(at, one -> one.givenUp(at));
      }
      case Event.BlockerResolved e -> {
        roundEnd = roundEnd.or(() -> Optional.of(at));
        changeStretch(at, one -> one.resolved(at));
      }
      // Who was asked is told by the state; the rest is about the run.
      case Event.RoleAssigned e -> {}
      case Event.DiagnosisTaken e -> {}
      case Event.RunStarted e -> {}
      case Event.PlanAdopted e -> {}
      case Event.RunResumed e -> {}
      case Event.RunStopped e -> {}
      case Event.CheckpointReached e -> {}
      case Event.RiskJudged e -> {}
      case Event.GuardActed e -> {}
      case Event.DecisionMade e -> {}
    }
    lastAt = at;
  }

  /** The rounds; the last attempt is in flight only when a process works on the run. */
  List<Round> rounds(boolean running) {
    endRound(!running);
    return rounds;
  }

  List<Remedy> remedies() {
    return remedies;
  }

  List<Stretch> stretches() {
    return stretches;
  }

  List<GateStory.Mark> marks(String gate) {
    return marks.getOrDefault(gate, List.of());
  }

  private void roundStarted(int number, Instant at) {
    endRound(true);
    if (stretches.isEmpty() || stretches.getLast().resolvedAt().isPresent()) {
      stretches.add(new Stretch(at, Optional.empty(), "", Optional.empty(), Optional.empty()));
    }
    round = number;
    roundAt = Optional.of(at);
  }

  private void endRound(boolean over) {
    if (over && !attempts.isEmpty() && attempts.getLast().outcome() == Outcome.IN_FLIGHT) {
      attempts.set(attempts.size() - 1, attempts.getLast().cutOff());
    }
    if (roundAt.isPresent()) {
      rounds.add(new Round(round, roundAt.get(), roundEnd.orElse(lastAt), attempts));
    }
    attempts.clear();
    roundAt = Optional.empty();
    roundEnd = Optional.empty();
  }

  private void stepStarted(Event.StepStarted e, Instant at) {
    if (!attempts.isEmpty() && attempts.getLast().outcome() == Outcome.IN_FLIGHT) {
      attempts.set(attempts.size() - 1, attempts.getLast().cutOff());
    }
    attempts.add(
        new Attempt(
            name(e.step()),
            e.attempt(),
            at,
            Optional.empty(),
            Outcome.IN_FLIGHT,
            "",
            Optional.empty(),
            List.of()));
  }

  private void stepEnded(
      StepKey step,
      Instant at,
      Outcome how,
      String said,
      Optional<String> kind,
      List<EvidenceRef> kept) {
    boolean begun = !attempts.isEmpty() && attempts.getLast().step().equals(name(step));
    if (begun && attempts.getLast().outcome() == Outcome.IN_FLIGHT) {
      Attempt open = attempts.removeLast();
      attempts.add(open.ended(at, how, hide.apply(said), kind, kept));
    }
  }

  private Remedy remedy(Event.RemedyTried e, Instant at) {
    return new Remedy(
        at,
        e.remedy(),
        hide.apply(e.symptom().subject()),
        e.symptom().kind().id(),
        e.outcome().id(),
        hide.apply(e.summary()),
        Optional.empty(),
        "",
        e.evidence());
  }

  private void judged(Event.RemedyJudged e) {
    String subject = hide.apply(e.subject());
    for (int i = remedies.size() - 1; i >= 0; i--) {
      Remedy one = remedies.get(i);
      boolean same = one.name().equals(e.remedy()) && one.subject().equals(subject);
      if (same && one.moved().isEmpty()) {
        remedies.set(i, one.judged(e.moved(), hide.apply(e.text())));
        return;
      }
    }
  }

  private GateStory.Mark mark(Event.GateMeasured e) {
    return new GateStory.Mark(
        e.reading().at(),
        e.reading().verdict(),
        e.reading().value(),
        hide.apply(e.reading().text()),
        e.cause().map(cause -> cause.kind().id()),
        Stream.concat(e.evidence().stream(), e.cause().flatMap(cause -> cause.evidence()).stream())
            .distinct()
            .toList());
  }

  private void changeStretch(Instant at, UnaryOperator<Stretch> change) {
    if (stretches.isEmpty() || stretches.getLast().resolvedAt().isPresent()) {
      stretches.add(new Stretch(at, Optional.empty(), "", Optional.empty(), Optional.empty()));
    }
    stretches.set(stretches.size() - 1, change.apply(stretches.getLast()));
  }

  private static String name(StepKey step) {
    return step.task() + "/" + step.step();
  }
}
