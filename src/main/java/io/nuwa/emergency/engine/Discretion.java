package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Symptom;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Takes secrets out of what is about to be recorded. Texts for people lose whatever looks like a
 * secret; facts and details, which work goes on with, lose only the secrets that are known. Names
 * that stand in the plan are left alone: the fold goes by them, and a plan holds no secret.
 */
record Discretion(Redaction redaction) {

  Event of(Event event) {
    return switch (event) {
      case Event.RunStarted e -> e;
      case Event.PlanAdopted e -> e;
      case Event.RunResumed e -> e;
      case Event.RoundStarted e -> e;
      case Event.StepStarted e -> e;
      case Event.BlockerResolved e -> e;
      case Event.RunStopped e -> new Event.RunStopped(hide(e.reason()));
      case Event.StepSucceeded e ->
          new Event.StepSucceeded(e.step(), hide(e.summary()), values(e.facts()), e.evidence());
      case Event.StepSkipped e -> new Event.StepSkipped(e.step(), hide(e.reason()));
      case Event.StepFailed e -> new Event.StepFailed(e.step(), of(e.failure()));
      case Event.RemedyTried e ->
          new Event.RemedyTried(
              e.blocker(),
              e.remedy(),
              new Symptom(e.symptom().subject(), e.symptom().kind(), values(e.symptom().details())),
              e.outcome(),
              hide(e.summary()),
              values(e.facts()),
              e.evidence());
      case Event.RemedyJudged e ->
          new Event.RemedyJudged(
              e.blocker(), e.subject(), e.remedy(), e.kind(), e.moved(), hide(e.text()));
      case Event.DiagnosisTaken e ->
          new Event.DiagnosisTaken(e.blocker(), of(e.failure()), e.testimony());
      case Event.GateMeasured e ->
          new Event.GateMeasured(
              e.blocker(), e.gate(), of(e.reading()), e.cause().map(this::of), e.evidence());
      case Event.BlockerReopened e ->
          new Event.BlockerReopened(e.blocker(), e.gate(), hide(e.reason()));
      case Event.BlockerFailed e -> new Event.BlockerFailed(e.blocker(), hide(e.reason()));
      case Event.RoleAssigned e ->
          new Event.RoleAssigned(e.blocker(), e.role(), e.kind(), hide(e.reason()));
      case Event.CheckpointReached e ->
          new Event.CheckpointReached(
              e.checkpoint(), e.met(), e.severity(), hide(e.reason()), e.late());
      case Event.RiskJudged e ->
          new Event.RiskJudged(e.risk(), e.title(), e.severity(), e.standing(), hide(e.text()));
      case Event.GuardActed e -> new Event.GuardActed(e.guard(), e.what(), hide(e.text()));
      case Event.DecisionMade e ->
          new Event.DecisionMade(e.decision(), e.reasons().stream().map(this::hide).toList());
    };
  }

  Failure of(Failure failure) {
    return new Failure(
        failure.kind(),
        hide(failure.summary()),
        hide(failure.evidence()),
        values(failure.details()));
  }

  Reading of(Reading reading) {
    return new Reading(reading.verdict(), reading.value(), hide(reading.text()), reading.at());
  }

  String hide(String text) {
    return redaction.hide(text);
  }

  private FailureNote of(FailureNote note) {
    return new FailureNote(
        note.kind(), hide(note.summary()), values(note.details()), note.evidence());
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
