package io.nuwa.emergency.memory;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.CheckpointOutline;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.GuardAct;
import io.nuwa.emergency.run.PlanClock;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** One event of every kind, in an order that is a legal run. */
final class EventSamples {
  static final Instant START = Instant.parse("2026-01-05T20:00:00Z");
  private static final BlockerOutline B1 =
      new BlockerOutline(
          "B-1",
          "部署 \"验证\"\n",
          "FrontEndBot",
          "da7a",
          List.of(new BlockerOutline.GateOutline("up", "容器", "9a7e")));
  private static final StepKey STEP = new StepKey("B-1", "deploy", "up");
  private static final EvidenceRef EVIDENCE = new EvidenceRef("ps.json", "ab12", 42);
  private static final FailureNote FAILURE =
      new FailureNote(
          FailureClass.PORT_IN_USE,
          "port 8000 is taken",
          Map.of("port", "8000"),
          Optional.of(EVIDENCE));

  private static final PlanClock CLOCK =
      new PlanClock(
          List.of(new Phase("one", "第一", Duration.ZERO, Duration.ofHours(48))),
          List.of(
              new CheckpointOutline(
                  "6h",
                  Duration.ofHours(6),
                  CheckpointOutline.Expects.TASKS_RUN,
                  List.of("B-1"),
                  "",
                  "",
                  Severity.YELLOW),
              new CheckpointOutline(
                  "18h",
                  Duration.ofHours(18),
                  CheckpointOutline.Expects.GATE,
                  List.of("B-1"),
                  "up",
                  ">= 4.5",
                  Severity.RED)),
          List.of(
              new PlanClock.Limit("B-1", Optional.of(Duration.ofMinutes(90)), 3),
              new PlanClock.Limit("B-2", Optional.empty(), 1)),
          List.of("B-1/deploy"),
          List.of("slow"));

  private EventSamples() {}

  static List<Event> run() {
    return List.of(
        new Event.RunStarted(
            "run-1",
            "week-2",
            "d1",
            "Week-2",
            Duration.ofHours(48),
            Duration.ofHours(6),
            List.of(B1),
            Map.of("port.web", "8000"),
            CLOCK),
        new Event.RoundStarted("B-1", 1),
        new Event.StepStarted(STEP, 1),
        new Event.StepFailed(STEP, FAILURE),
        new Event.RemedyTried(
            "B-1",
            "alternate-port",
            new Symptom("deploy/up", FailureClass.PORT_IN_USE, Map.of("port", "8000")),
            RemedyOutcome.APPLIED,
            "8000 -> 18000",
            Map.of("port.web", "18000"),
            List.of(EVIDENCE)),
        new Event.StepStarted(STEP, 2),
        new Event.StepSucceeded(STEP, "5 started", Map.of("engine", "podman"), List.of(EVIDENCE)),
        new Event.RemedyJudged(
            "B-1",
            "deploy/up",
            "alternate-port",
            FailureClass.PORT_IN_USE,
            true,
            "deploy/up works"),
        new Event.StepStarted(new StepKey("B-1", "deploy", "grafana"), 1),
        new Event.StepSkipped(new StepKey("B-1", "deploy", "grafana"), "not configured"),
        new Event.GateMeasured(
            "B-1",
            "up",
            new Reading(Verdict.UNKNOWN, OptionalDouble.empty(), "no answer", START),
            Optional.of(new FailureNote(FailureClass.NOT_READY, "s", Map.of(), Optional.empty())),
            List.of()),
        new Event.GateMeasured(
            "B-1",
            "up",
            new Reading(Verdict.PASS, OptionalDouble.of(4.5), "5 of 5", START),
            Optional.empty(),
            List.of(EVIDENCE)),
        new Event.BlockerResolved("B-1", "FrontEndBot"),
        new Event.CheckpointReached("6h", true, Severity.YELLOW, "tasks have run: B-1"),
        new Event.DecisionMade(Decision.GO, List.of("1 of 1 blockers are resolved")),
        new Event.StepStarted(new StepKey("on-go", "stage", "write"), 1),
        new Event.StepSucceeded(
            new StepKey("on-go", "stage", "write"), "stage W3", Map.of(), List.of()),
        new Event.RunResumed(4711, "everything is measured again"),
        new Event.BlockerReopened("B-1", "up", "4 of 5"),
        new Event.RoundStarted("B-1", 1),
        new Event.RoleAssigned("B-1", "FrontEndBot", FailureClass.KILLED, "killed"),
        new Event.DiagnosisTaken("B-1", FAILURE, List.of(EVIDENCE)),
        new Event.BlockerFailed("B-1", "the ladder has ended"),
        new Event.PlanAdopted(
            "d2",
            "Week-2b",
            Duration.ofHours(47),
            Duration.ofHours(5),
            List.of(B1),
            Map.of("port.more", "1"),
            CLOCK),
        new Event.CheckpointReached(
            "18h", false, Severity.RED, "resolved: B-1", Duration.ofMinutes(181)),
        new Event.RiskJudged(
            "slow", "部署过慢", Severity.YELLOW, RiskStanding.SEEN, "B-1/deploy took 312 s"),
        new Event.GuardActed("cpu", GuardAct.HELD, "93 % busy"),
        new Event.RunStopped("stopped by a signal"));
  }
}
