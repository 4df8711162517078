package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
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
        List.of("blocker-B3-status.json 声称已解决，但没有任何测量记录"));
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
