package io.nuwa.emergency.report;

import io.nuwa.emergency.control.DiagnosisCase;
import io.nuwa.emergency.control.DiagnosisCase.Testimony;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** A blocker that was green, went red, was repaired in vain, and was given up. */
final class Cases {
  static final Instant START = Instant.parse("2026-01-05T20:00:00Z");
  static final String BOUND =
      "Error: cannot listen on the TCP port: listen tcp4 :8000: bind: address already in use";

  private Cases() {}

  static DiagnosisCase portInUse() {
    return of("B-1", "Deployment", BOUND, Redaction.BY_SHAPE);
  }

  /** The same case with other names and texts. */
  static DiagnosisCase of(String blocker, String title, String text, Redaction redaction) {
    var failure =
        new FailureNote(
            FailureClass.PORT_IN_USE,
            "up failed: " + text,
            Map.of("port", "8000", "service", "api"),
            Optional.empty());
    return new DiagnosisCase(
        blocker,
        title,
        "FrontEndBot",
        "repairs deployments",
        "week-2",
        Optional.of("week-2-1"),
        Status.FAILED,
        START.plus(Duration.ofMinutes(30)),
        false,
        Optional.of(failure),
        Map.of("engine", "podman"),
        List.of(
            gate("containers", Verdict.PASS, "2 of 2 healthy"), gate("ports", Verdict.ALERT, text)),
        entries(blocker, failure, text),
        "some lines before\n" + text + "\nsome after",
        List.of(
            new Testimony("containers.txt", "1 of 2 run: api is exited (code 1)\n\n" + text),
            new Testimony("ports.txt", "8000 (api) is held by a stranger, python3 (pid 4711)\n"),
            new Testimony("log-api.txt", "the last 200 lines of api\n" + text),
            new Testimony("containers-inspect.json", "[{\"Name\":\"api\"}]")),
        redaction);
  }

  private static GateView gate(String id, Verdict verdict, String text) {
    return new GateView(
        id,
        "title of " + id,
        Optional.of(verdict),
        OptionalDouble.of(1),
        text,
        Optional.of(START.plusSeconds(600)));
  }

  private static List<Entry> entries(String blocker, FailureNote failure, String text) {
    var step = new StepKey(blocker, "deploy", "up");
    var other = new StepKey("B-9", "other", "one");
    var symptom = new Symptom("deploy/up", FailureClass.PORT_IN_USE, failure.details());
    var events = new ArrayList<Event>();
    events.add(new Event.RunResumed(1, "everything is measured again"));
    events.add(new Event.StepFailed(step, failure));
    events.add(new Event.BlockerResolved(blocker, "FrontEndBot"));
    events.add(new Event.StepFailed(other, failure));
    events.add(measured(blocker, Verdict.ALERT, "0 of 4 open, " + text));
    events.add(new Event.BlockerReopened(blocker, "ports", text));
    events.add(new Event.StepFailed(step, failure));
    events.add(tried(blocker, "remove-stale-container", symptom, RemedyOutcome.NOT_APPLICABLE));
    events.add(tried(blocker, "alternate-port", symptom, RemedyOutcome.APPLIED));
    events.add(
        new Event.RemedyJudged(
            blocker, "deploy/up", "alternate-port", FailureClass.PORT_IN_USE, false, "as before"));
    events.add(new Event.RoleAssigned(blocker, "FrontEndBot", FailureClass.PORT_IN_USE, text));
    events.add(new Event.DiagnosisTaken(blocker, failure, List.of()));
    events.add(new Event.CheckpointReached("6h", false, Severity.YELLOW, text));
    var entries = new ArrayList<Entry>();
    for (Event event : events) {
      entries.add(new Entry(entries.size() + 1, START.plusSeconds(60L * entries.size()), event));
    }
    return entries;
  }

  private static Event measured(String blocker, Verdict verdict, String text) {
    return new Event.GateMeasured(
        blocker,
        "ports",
        new Reading(verdict, OptionalDouble.of(0), text, START),
        Optional.empty(),
        List.of());
  }

  private static Event tried(
      String blocker, String remedy, Symptom symptom, RemedyOutcome outcome) {
    return new Event.RemedyTried(
        blocker, remedy, symptom, outcome, "did " + remedy, Map.of(), List.of());
  }
}
