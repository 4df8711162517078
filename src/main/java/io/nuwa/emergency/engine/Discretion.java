package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Symptom;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Takes secrets out of what is about to be recorded. Texts for people lose whatever looks like a
 * secret; facts and details, which work goes on with, lose only the secrets that are known. Names
 * that stand in the plan are left alone: the fold goes by them, and a plan holds no secret.
 *
 * <p>Texts and details lose what is too long, too: the journal is read at each start.
 *
 * @param keeper keeps a text as evidence and says its hash
 */
record Discretion(Redaction redaction, UnaryOperator<String> keeper) {
  /** In characters. */
  static final int LONGEST = 2_000;

  private static final int MOST_DETAILS = 100;

  Event of(Event event) {
    return switch (event) {
      case Event.RunStarted e -> e;
      case Event.PlanAdopted e -> e;
      case Event.RunResumed e -> e;
      case Event.RoundStarted e -> e;
      case Event.StepStarted e -> e;
      case Event.BlockerResolved e -> e;
      case Event.RunStopped e -> new Event.RunStopped(told(e.reason()));
      case Event.StepSucceeded e ->
          new Event.StepSucceeded(e.step(), told(e.summary()), values(e.facts()), e.evidence());
      case Event.StepSkipped e -> new Event.StepSkipped(e.step(), told(e.reason()));
      case Event.StepFailed e -> new Event.StepFailed(e.step(), of(e.failure()));
      case Event.RemedyTried e ->
          new Event.RemedyTried(
              e.blocker(),
              e.remedy(),
              new Symptom(
                  e.symptom().subject(), e.symptom().kind(), details(e.symptom().details())),
              e.outcome(),
              told(e.summary()),
              values(e.facts()),
              e.evidence());
      case Event.RemedyJudged e ->
          new Event.RemedyJudged(
              e.blocker(), e.subject(), e.remedy(), e.kind(), e.moved(), told(e.text()));
      case Event.DiagnosisTaken e ->
          new Event.DiagnosisTaken(e.blocker(), of(e.failure()), e.testimony());
      case Event.GateMeasured e ->
          new Event.GateMeasured(
              e.blocker(), e.gate(), of(e.reading()), e.cause().map(this::of), e.evidence());
      case Event.BlockerReopened e ->
          new Event.BlockerReopened(e.blocker(), e.gate(), told(e.reason()));
      case Event.BlockerFailed e -> new Event.BlockerFailed(e.blocker(), told(e.reason()));
      case Event.RoleAssigned e ->
          new Event.RoleAssigned(e.blocker(), e.role(), e.kind(), told(e.reason()));
      case Event.CheckpointReached e ->
          new Event.CheckpointReached(
              e.checkpoint(), e.met(), e.severity(), told(e.reason()), e.late());
      case Event.RiskJudged e ->
          new Event.RiskJudged(e.risk(), e.title(), e.severity(), e.standing(), told(e.text()));
      case Event.GuardActed e -> new Event.GuardActed(e.guard(), e.what(), told(e.text()));
      case Event.DecisionMade e ->
          new Event.DecisionMade(e.decision(), e.reasons().stream().map(this::told).toList());
    };
  }

  Failure of(Failure failure) {
    return new Failure(
        failure.kind(),
        told(failure.summary()),
        hide(failure.evidence()),
        details(failure.details()));
  }

  Reading of(Reading reading) {
    return new Reading(reading.verdict(), reading.value(), told(reading.text()), reading.at());
  }

  String hide(String text) {
    return redaction.hide(text);
  }

  /** Without secrets first, and only then no longer than a line of the journal should be. */
  private String told(String text) {
    return shortened(hide(text));
  }

  /** Of what is shown and not recorded. */
  String brief(String text) {
    String hidden = hide(text);
    return hidden.length() <= LONGEST ? hidden : hidden.substring(0, LONGEST - 1) + "…";
  }

  /** What other programs say has no bound of its own; the whole of it is kept as evidence. */
  private String shortened(String text) {
    if (text.length() <= LONGEST) {
      return text;
    }
    // Short enough with what is said of it: what was shortened once stays as it is.
    int end = LONGEST - 150;
    end -= Character.isHighSurrogate(text.charAt(end - 1)) ? 1 : 0;
    return "%s… (%d characters; whole in evidence %s.txt)"
        .formatted(text.substring(0, end), text.length(), keeper.apply(text));
  }

  private FailureNote of(FailureNote note) {
    return new FailureNote(
        note.kind(), told(note.summary()), details(note.details()), note.evidence());
  }

  /** Like values; what is longer than a name, a number or a path can be serves no remedy. */
  private Map<String, String> details(Map<String, String> details) {
    return details.isEmpty()
        ? details
        : values(details).entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .limit(MOST_DETAILS)
            .collect(Collectors.toMap(Map.Entry::getKey, detail -> shortened(detail.getValue())));
  }

  private Map<String, String> values(Map<String, String> values) {
    return values.isEmpty()
        ? values
        : values.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey, value -> redaction.hideKnown(value.getValue())));
  }
}
