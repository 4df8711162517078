package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.GuardAct;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.run.clock.Clock;
import io.nuwa.emergency.run.clock.Due;
import io.nuwa.emergency.run.clock.Forecast;
import io.nuwa.emergency.run.clock.Point;
import io.nuwa.emergency.run.clock.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Statuses to render. */
final class Views {
  static final Instant START = Instant.parse("2025-06-16T12:00:00Z");

  static final Duration TIME_BOX = Duration.ofDays(2);

  private Views() {}

  /** The facts of the founding document's section 7. */
  static StatusView founding() {
    return view(
        "Week-2 紧急执行系统",
        List.of(
            pending("B-1", "部署验证", "FrontEndBot"),
            pending("B-2", "测试执行", "SchemaSage"),
            pending("B-3", "可观测性", "ExporterGuru")));
  }

  static StatusView view(String title, List<BlockerView> blockers) {
    return new StatusView(
        title,
        Optional.of("run-1"),
        Optional.of(START),
        START,
        TIME_BOX,
        Optional.of(START.plus(Duration.ofHours(6))),
        blockers,
        Decision.UNDECIDED,
        List.of(),
        Optional.empty(),
        false,
        List.of());
  }

  /** Everything that a view can say, said. */
  static StatusView everything() {
    return new StatusView(
        "Week-2 紧急执行系统",
        Optional.of("run-1"),
        Optional.of(START),
        START.plus(Duration.ofMinutes(50 * 60 + 30)),
        TIME_BOX,
        Optional.of(START.plus(Duration.ofHours(49))),
        List.of(
            resolved("B-1", "部署验证", true, false),
            working("B-2", "测试执行"),
            resolved("B-3", "可观测性", false, true)),
        Decision.NO_GO,
        List.of("B-2: 测试通过率 85.7 % < 95 %"),
        Optional.of(4711L),
        true,
        List.of("blocker-B3-status.json 声称已解决，但没有任何测量记录"),
        Optional.of(watch()),
        Optional.of(
            new StatusView.Monitor(
                815L, START.plus(Duration.ofMinutes(1)), Optional.empty(), Optional.empty())));
  }

  /** Clock, risks and guards with something of everything. */
  static StatusView.Watch watch() {
    var clock =
        new Clock(
            Optional.of(new Phase("closing", "收尾与切换", Duration.ofHours(36), Duration.ofHours(48))),
            List.of(
                new Point("18h", hour(18), Standing.MISSED, Severity.RED, "B-2 is failed"),
                new Point("48h", hour(48), Standing.AT_RISK, Severity.CRITICAL, "B-2 is pending")),
            List.of(
                new Due(
                    "B-1",
                    hour(6),
                    Standing.MET,
                    new Forecast(Optional.empty(), Optional.empty(), ""),
                    ""),
                new Due(
                    "B-2",
                    hour(18),
                    Standing.MISSED,
                    new Forecast(
                        Optional.of(hour(51)),
                        Optional.of(hour(52)),
                        "3 attempts took 41 s on average; 2 rounds left"),
                    "not resolved 32 h after its deadline")));
    return new StatusView.Watch(
        clock,
        true,
        Duration.ofHours(6),
        List.of(
            new Event.RiskJudged(
                "slow", "部署过慢", Severity.YELLOW, RiskStanding.SEEN, "B-1/deploy took 312 s"),
            new Event.RiskJudged("calm", "没有", Severity.RED, RiskStanding.GONE, "nothing to see")),
        List.of(
            new Event.GuardActed("cpu", GuardAct.HELD, "93 % busy; new work waits"),
            new Event.GuardActed("disk", GuardAct.CLEANED, "removed 3 old logs")));
  }

  private static Instant hour(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  /** The view that no run was started for. */
  static StatusView idle() {
    return new StatusView(
        "Week-2",
        Optional.empty(),
        Optional.empty(),
        START,
        TIME_BOX,
        Optional.empty(),
        List.of(pending("B-1", "部署验证", "FrontEndBot")),
        Decision.UNDECIDED,
        List.of(),
        Optional.empty(),
        false,
        List.of());
  }

  static BlockerView pending(String id, String title, String owner) {
    return new BlockerView(
        id,
        title,
        owner,
        Status.PENDING,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        0,
        "",
        Optional.empty(),
        List.of(gate(Optional.empty(), OptionalDouble.empty(), "")));
  }

  static BlockerView resolved(String id, String title, boolean verified, boolean claimed) {
    return new BlockerView(
        id,
        title,
        "FrontEndBot",
        Status.RESOLVED,
        verified,
        claimed,
        Optional.of(START),
        Optional.of("FrontEndBot"),
        1,
        "",
        Optional.empty(),
        List.of(gate(Optional.of(Verdict.PASS), OptionalDouble.of(5), "5 of 5 healthy")));
  }

  static BlockerView working(String id, String title) {
    return new BlockerView(
        id,
        title,
        "CIOrchestrator",
        Status.IN_PROGRESS,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        2,
        "6 of 7 passed",
        Optional.of("B-2/tests/run"),
        List.of(
            gate(Optional.of(Verdict.WARN), OptionalDouble.of(85.7), "6 of 7 = 85.7 %"),
            gate(Optional.of(Verdict.PASS), OptionalDouble.of(1), "1 failed")));
  }

  static BlockerView standing(Status status) {
    return new BlockerView(
        "B-1",
        "部署验证",
        "FrontEndBot",
        status,
        false,
        false,
        Optional.empty(),
        Optional.empty(),
        1,
        "",
        Optional.empty(),
        List.of());
  }

  static GateView gate(Optional<Verdict> verdict, OptionalDouble value, String text) {
    return new GateView("pass-rate", "测试通过率", verdict, value, text, verdict.map(v -> START));
  }
}
