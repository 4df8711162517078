package io.nuwa.emergency.memory;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.GuardAct;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Events as the fields of a journal line, and back. Written by hand, and read without streams: it
 * is read at every start, when the JVM is cold.
 */
final class EventCodec {
  private EventCodec() {}

  /** The fields of an event, {@code type} first. */
  static Map<String, Object> encode(Event event) {
    return switch (event) {
      case Event.RunStarted e ->
          fields(
              "type",
              "run-started",
              "run",
              e.run(),
              "plan",
              e.plan(),
              "digest",
              e.digest(),
              "title",
              e.title(),
              "timeBox",
              e.timeBox(),
              "checkEvery",
              e.checkEvery(),
              "blockers",
              OutlineCodec.encode(e.blockers()),
              "facts",
              e.facts(),
              "clock",
              OutlineCodec.encode(e.clock()));
      case Event.PlanAdopted e ->
          fields(
              "type",
              "plan-adopted",
              "digest",
              e.digest(),
              "title",
              e.title(),
              "timeBox",
              e.timeBox(),
              "checkEvery",
              e.checkEvery(),
              "blockers",
              OutlineCodec.encode(e.blockers()),
              "facts",
              e.facts(),
              "clock",
              OutlineCodec.encode(e.clock()));
      case Event.RunResumed e ->
          fields("type", "run-resumed", "pid", e.pid(), "reason", e.reason());
      case Event.RunStopped e -> fields("type", "run-stopped", "reason", e.reason());
      case Event.RoundStarted e ->
          fields("type", "round-started", "blocker", e.blocker(), "round", e.round());
      case Event.StepStarted e -> step("step-started", e.step(), "attempt", e.attempt());
      case Event.StepSucceeded e ->
          step(
              "step-succeeded",
              e.step(),
              "summary",
              e.summary(),
              "facts",
              e.facts(),
              "evidence",
              EvidenceCodec.encode(e.evidence()));
      case Event.StepSkipped e -> step("step-skipped", e.step(), "reason", e.reason());
      case Event.StepFailed e -> step("step-failed", e.step(), "failure", failure(e.failure()));
      case Event.RemedyTried e ->
          fields(
              "type",
              "remedy-tried",
              "blocker",
              e.blocker(),
              "remedy",
              e.remedy(),
              "subject",
              e.symptom().subject(),
              "class",
              e.symptom().kind().id(),
              "details",
              e.symptom().details(),
              "outcome",
              e.outcome().id(),
              "summary",
              e.summary(),
              "facts",
              e.facts(),
              "evidence",
              EvidenceCodec.encode(e.evidence()));
      case Event.RemedyJudged e ->
          fields(
              "type",
              "remedy-judged",
              "blocker",
              e.blocker(),
              "subject",
              e.subject(),
              "remedy",
              e.remedy(),
              "class",
              e.kind().id(),
              "moved",
              e.moved(),
              "text",
              e.text());
      case Event.DiagnosisTaken e ->
          fields(
              "type",
              "diagnosis-taken",
              "blocker",
              e.blocker(),
              "failure",
              failure(e.failure()),
              "evidence",
              EvidenceCodec.encode(e.testimony()));
      case Event.GateMeasured e ->
          fields(
              "type",
              "gate-measured",
              "blocker",
              e.blocker(),
              "gate",
              e.gate(),
              "verdict",
              e.reading().verdict().id(),
              "value",
              optional(e.reading().value()),
              "text",
              e.reading().text(),
              "measuredAt",
              e.reading().at(),
              "cause",
              e.cause().map(EventCodec::failure),
              "evidence",
              EvidenceCodec.encode(e.evidence()));
      case Event.BlockerResolved e ->
          fields("type", "blocker-resolved", "blocker", e.blocker(), "by", e.by());
      case Event.BlockerReopened e ->
          fields(
              "type",
              "blocker-reopened",
              "blocker",
              e.blocker(),
              "gate",
              e.gate(),
              "reason",
              e.reason());
      case Event.BlockerFailed e ->
          fields("type", "blocker-failed", "blocker", e.blocker(), "reason", e.reason());
      case Event.RoleAssigned e ->
          fields(
              "type",
              "role-assigned",
              "blocker",
              e.blocker(),
              "role",
              e.role(),
              "class",
              e.kind().id(),
              "reason",
              e.reason());
      case Event.CheckpointReached e ->
          fields(
              "type",
              "checkpoint-reached",
              "checkpoint",
              e.checkpoint(),
              "met",
              e.met(),
              "severity",
              e.severity().id(),
              "reason",
              e.reason(),
              "lateSeconds",
              e.late().isZero() ? Optional.empty() : Optional.of(e.late().toSeconds()));
      case Event.RiskJudged e ->
          fields(
              "type",
              "risk-judged",
              "risk",
              e.risk(),
              "title",
              e.title(),
              "severity",
              e.severity().id(),
              "standing",
              e.standing().id(),
              "text",
              e.text());
      case Event.GuardActed e ->
          fields(
              "type", "guard-acted", "guard", e.guard(), "what", e.what().id(), "text", e.text());
      case Event.DecisionMade e ->
          fields("type", "decision-made", "decision", e.decision().id(), "reasons", e.reasons());
    };
  }

  /**
   * The event that these fields hold.
   *
   * @throws IllegalArgumentException naming the field that is missing or wrong
   */
  static Event decode(JsonObject o) {
    String type = o.text("type");
    return switch (type) {
      case "run-started" ->
          new Event.RunStarted(
              o.text("run"),
              o.text("plan"),
              o.text("digest"),
              o.text("title"),
              o.duration("timeBox"),
              o.duration("checkEvery"),
              OutlineCodec.blockers(o),
              o.textMap("facts"),
              OutlineCodec.clock(o));
      case "plan-adopted" ->
          new Event.PlanAdopted(
              o.text("digest"),
              o.text("title"),
              o.duration("timeBox"),
              o.duration("checkEvery"),
              OutlineCodec.blockers(o),
              o.textMap("facts"),
              OutlineCodec.clock(o));
      case "run-resumed" -> new Event.RunResumed(o.number("pid"), o.text("reason"));
      case "run-stopped" -> new Event.RunStopped(o.text("reason"));
      case "round-started" ->
          new Event.RoundStarted(o.text("blocker"), Math.toIntExact(o.number("round")));
      case "step-started" -> new Event.StepStarted(step(o), Math.toIntExact(o.number("attempt")));
      case "step-succeeded" ->
          new Event.StepSucceeded(
              step(o), o.text("summary"), o.textMap("facts"), EvidenceCodec.decode(o));
      case "step-skipped" -> new Event.StepSkipped(step(o), o.text("reason"));
      case "step-failed" -> new Event.StepFailed(step(o), failure(o.object("failure")));
      case "remedy-tried" ->
          new Event.RemedyTried(
              o.text("blocker"),
              o.text("remedy"),
              new Symptom(o.text("subject"), kind(o), o.textMap("details")),
              outcome(o),
              o.text("summary"),
              o.textMap("facts"),
              EvidenceCodec.decode(o));
      case "remedy-judged" ->
          new Event.RemedyJudged(
              o.text("blocker"),
              o.text("subject"),
              o.text("remedy"),
              kind(o),
              o.flag("moved"),
              o.text("text"));
      case "diagnosis-taken" ->
          new Event.DiagnosisTaken(
              o.text("blocker"), failure(o.object("failure")), EvidenceCodec.decode(o));
      case "gate-measured" ->
          new Event.GateMeasured(
              o.text("blocker"),
              o.text("gate"),
              reading(o),
              o.optionalObject("cause").map(EventCodec::failure),
              EvidenceCodec.decode(o));
      case "blocker-resolved" -> new Event.BlockerResolved(o.text("blocker"), o.text("by"));
      case "blocker-reopened" ->
          new Event.BlockerReopened(o.text("blocker"), o.text("gate"), o.text("reason"));
      case "blocker-failed" -> new Event.BlockerFailed(o.text("blocker"), o.text("reason"));
      case "role-assigned" ->
          new Event.RoleAssigned(o.text("blocker"), o.text("role"), kind(o), o.text("reason"));
      case "checkpoint-reached" ->
          new Event.CheckpointReached(
              o.text("checkpoint"),
              o.flag("met"),
              pick(Severity.values(), Severity::id, o.text("severity")),
              o.text("reason"),
              Duration.ofSeconds(
                  o.fields().containsKey("lateSeconds") ? o.number("lateSeconds") : 0));
      case "risk-judged" ->
          new Event.RiskJudged(
              o.text("risk"),
              o.text("title"),
              pick(Severity.values(), Severity::id, o.text("severity")),
              pick(RiskStanding.values(), RiskStanding::id, o.text("standing")),
              o.text("text"));
      case "guard-acted" ->
          new Event.GuardActed(
              o.text("guard"),
              pick(GuardAct.values(), GuardAct::id, o.text("what")),
              o.text("text"));
      case "decision-made" ->
          new Event.DecisionMade(
              pick(Decision.values(), Decision::id, o.text("decision")), o.texts("reasons"));
      default -> throw new IllegalArgumentException("unknown event type '" + type + "'");
    };
  }

  private static Map<String, Object> step(String type, StepKey key, Object... more) {
    Map<String, Object> fields =
        fields("type", type, "blocker", key.blocker(), "task", key.task(), "step", key.step());
    fields.putAll(fields(more));
    return fields;
  }

  static Map<String, Object> fields(Object... pairs) {
    var fields = new LinkedHashMap<String, Object>();
    for (int i = 0; i < pairs.length; i += 2) {
      boolean nothing =
          (pairs[i + 1] instanceof List<?> list && list.isEmpty())
              || (pairs[i + 1] instanceof Map<?, ?> map && map.isEmpty());
      if (!nothing) {
        fields.put((String) pairs[i], pairs[i + 1]);
      }
    }
    return fields;
  }

  private static StepKey step(JsonObject o) {
    return new StepKey(o.text("blocker"), o.text("task"), o.text("step"));
  }

  private static Map<String, Object> failure(FailureNote f) {
    return fields(
        "class",
        f.kind().id(),
        "summary",
        f.summary(),
        "details",
        f.details(),
        "evidence",
        f.evidence().map(EvidenceCodec::reference));
  }

  private static FailureNote failure(JsonObject o) {
    return new FailureNote(
        kind(o),
        o.text("summary"),
        o.textMap("details"),
        o.optionalObject("evidence").map(EvidenceCodec::reference));
  }

  private static Reading reading(JsonObject o) {
    return new Reading(
        pick(Verdict.values(), Verdict::id, o.text("verdict")),
        o.optionalDecimal("value").map(OptionalDouble::of).orElseGet(OptionalDouble::empty),
        o.text("text"),
        o.instant("measuredAt"));
  }

  private static Optional<Double> optional(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }

  private static FailureClass kind(JsonObject o) {
    String id = o.text("class");
    return FailureClass.of(id)
        .orElseThrow(() -> new IllegalArgumentException("unknown failure class '" + id + "'"));
  }

  private static RemedyOutcome outcome(JsonObject o) {
    return pick(RemedyOutcome.values(), RemedyOutcome::id, o.text("outcome"));
  }

  static <E> E pick(E[] values, java.util.function.Function<E, String> id, String wanted) {
    for (E value : values) {
      if (id.apply(value).equals(wanted)) {
        return value;
      }
    }
    throw new IllegalArgumentException("unknown word '" + wanted + "'");
  }
}
