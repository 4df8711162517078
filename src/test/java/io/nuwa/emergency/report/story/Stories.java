package io.nuwa.emergency.report.story;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.plan.Words;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RemedyOutcome;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Symptom;
import io.nuwa.emergency.run.Verdict;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A run that is told in tests: B-1 fails once, a remedy moves it, it is resolved after 90 s, is
 * found red six hours later and green again after 20 s; B-2 is given up.
 */
public final class Stories {
  public static final Instant START = Instant.parse("2026-01-05T20:00:00Z");
  public static final String KEPT = "a".repeat(64);
  public static final String GONE = "b".repeat(64);
  private static final StepKey UP = new StepKey("B-1", "deploy", "up");

  private final Path home;
  private final Plan plan;
  private final List<Entry> entries = new ArrayList<>();
  private final String text;
  private Redaction redaction = Redaction.BY_SHAPE;
  private List<ReportCase.Picture> pictures = List.of();

  private Stories(Path home, String title, String text) {
    this.home = home;
    this.text = text;
    this.plan =
        PlanReader.read(
            "plan.yaml",
            """
            plan: small
            title: %s
            time-box:
              length: 48h
              phases:
                - {id: one, title: 第一, from: 0h, to: 6h}
                - {id: two, title: 第二, from: 6h, to: 48h}
              checkpoints:
                - {id: 6h, at: 6h, expect: resolved, blockers: [B-1, B-2], otherwise: red}
                - {id: 48h, at: 48h, expect: resolved, blockers: [B-1, B-2], otherwise: critical}
            roles: [{id: NuWa, duty: all}]
            blockers:
              - id: B-1
                title: 部署
                owner: NuWa
                deadline: 6h
                tasks: [{id: deploy, kind: compose-up}]
                gates:
                  - {id: ports, title: 端口, probe: open-ports, success: "== 4", alert: "< 4"}
              - id: B-2
                title: 测试
                owner: NuWa
                tasks: [{id: tests, kind: compose-up}]
                gates:
                  - {id: rate, title: 通过率, probe: open-ports, success: ">= 95", alert: "< 85"}
            """
                .formatted("\"" + title.replace("\\", "\\\\").replace("\"", "\\\"") + "\""),
            Words.week2());
  }

  /** Before any run. */
  public static ReportCase none(Path home) {
    return new Stories(home, "小计划", "").toCase(START);
  }

  /** The whole run. */
  public static ReportCase whole(Path home) {
    return whole(home, "小计划", "4 of 4 open", Redaction.BY_SHAPE);
  }

  /** The whole run with a title and texts of somebody else. */
  public static ReportCase whole(Path home, String title, String text, Redaction redaction) {
    var story = new Stories(home, title, text);
    story.redaction = redaction;
    story.pictures =
        List.of(
            new ReportCase.Picture(
                "logs/screenshots/20260105T200130Z-checkpoint-6h-panel.png",
                START.plusSeconds(90),
                "checkpoint-6h-panel",
                10));
    story.tell();
    return story.toCase(START.plus(Duration.ofHours(7)));
  }

  private void tell() {
    var failure =
        new FailureNote(
            FailureClass.PORT_IN_USE,
            "held: " + text,
            Map.of("port", "8000"),
            Optional.of(new EvidenceRef("up.txt", KEPT, 5)));
    var symptom = new Symptom("deploy/up", FailureClass.PORT_IN_USE, Map.of("port", "8000"));
    RunOutline outline = RunOutline.of(plan);
    at(
        0,
        new Event.RunStarted(
            "small-1",
            "small",
            plan.digest(),
            plan.title(),
            outline.timeBox(),
            Duration.ofHours(6),
            outline.blockers(),
            Map.of()));
    at(0, new Event.RoundStarted("B-1", 1));
    at(1, new Event.StepStarted(UP, 1));
    at(11, new Event.StepFailed(UP, failure));
    at(
        12,
        new Event.RemedyTried(
            "B-1",
            "alternate-port",
            symptom,
            RemedyOutcome.APPLIED,
            "8000 -> 18000 " + text,
            Map.of(),
            List.of(new EvidenceRef("before.txt", GONE, 7))));
    at(13, new Event.StepStarted(UP, 2));
    at(80, new Event.StepSucceeded(UP, "started " + text, Map.of(), List.of()));
    at(
        81,
        new Event.RemedyJudged(
            "B-1", "deploy/up", "alternate-port", FailureClass.PORT_IN_USE, true, "works"));
    measured(85, "B-1", "ports", Verdict.UNKNOWN, OptionalDouble.empty());
    measured(90, "B-1", "ports", Verdict.PASS, OptionalDouble.of(4));
    at(90, new Event.BlockerResolved("B-1", "NuWa"));
    at(91, new Event.RoundStarted("B-2", 1));
    at(92, new Event.StepStarted(new StepKey("B-2", "tests", "up"), 1));
    at(93, new Event.RunResumed(4711, "the process before was killed"));
    at(93, new Event.RoundStarted("B-2", 2));
    measured(95, "B-2", "rate", Verdict.ALERT, OptionalDouble.of(0));
    at(96, new Event.RoleAssigned("B-2", "NuWa", FailureClass.TEST_FAILURE, text));
    at(97, new Event.BlockerFailed("B-2", "the ladder has ended: " + text));
    at(21600, new Event.CheckpointReached("6h", false, Severity.RED, "not so: B-2 " + text));
    measured(21601, "B-1", "ports", Verdict.ALERT, OptionalDouble.of(3));
    at(21602, new Event.BlockerReopened("B-1", "ports", "3 of 4 " + text));
    measured(21620, "B-1", "ports", Verdict.PASS, OptionalDouble.of(4));
    at(21622, new Event.BlockerResolved("B-1", "NuWa"));
    at(21623, new Event.DecisionMade(Decision.UNDECIDED, List.of("B-2 is failed: " + text)));
  }

  private void measured(
      long second, String blocker, String gate, Verdict verdict, OptionalDouble value) {
    at(
        second,
        new Event.GateMeasured(
            blocker,
            gate,
            new Reading(verdict, value, text, START.plusSeconds(second)),
            Optional.empty(),
            List.of(new EvidenceRef("ports.txt", KEPT, 5))));
  }

  private void at(long second, Event event) {
    entries.add(new Entry(entries.size() + 1, START.plusSeconds(second), event));
  }

  private ReportCase toCase(Instant at) {
    Optional<RunState> state = RunState.fold(entries);
    return new ReportCase(
        home,
        plan,
        at,
        view(state, at),
        state,
        entries,
        false,
        Set.of(KEPT),
        Optional.empty(),
        pictures,
        new Values(Map.of(), Map.of()),
        redaction);
  }

  private StatusView view(Optional<RunState> state, Instant at) {
    return new StatusView(
        plan.title(),
        state.map(RunState::run),
        state.map(RunState::startedAt),
        at,
        plan.timeBox().length(),
        state.map(run -> at.plus(Duration.ofHours(5))),
        BlockerOutline.of(plan).stream()
            .map(outline -> blocker(outline, state.map(run -> run.blocker(outline.id()))))
            .toList(),
        state.map(RunState::decision).orElse(Decision.UNDECIDED),
        state.map(RunState::reasons).orElse(List.of()),
        Optional.empty(),
        false,
        List.of());
  }

  private static BlockerView blocker(BlockerOutline outline, Optional<BlockerState> state) {
    Status status = state.map(BlockerState::status).orElse(Status.PENDING);
    return new BlockerView(
        outline.id(),
        outline.title(),
        outline.owner(),
        status,
        status == Status.RESOLVED,
        false,
        state.flatMap(BlockerState::resolvedAt),
        state.flatMap(BlockerState::resolvedBy),
        state.map(BlockerState::round).orElse(0),
        state.map(BlockerState::note).orElse(""),
        Optional.empty(),
        outline.gates().stream().map(gate -> gate(gate, state)).toList());
  }

  private static GateView gate(BlockerOutline.GateOutline gate, Optional<BlockerState> state) {
    Optional<Reading> reading = state.map(s -> s.readings().get(gate.id()));
    return new GateView(
        gate.id(),
        gate.title(),
        reading.map(Reading::verdict),
        reading.map(Reading::value).orElse(OptionalDouble.empty()),
        reading.map(Reading::text).orElse(""),
        reading.map(Reading::at));
  }
}
