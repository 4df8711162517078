package io.nuwa.emergency.memory;

import io.nuwa.emergency.json.JsonObject;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.CheckpointOutline;
import io.nuwa.emergency.run.PlanClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a journal keeps of a plan, as fields and back. Read without streams, like all that is read
 * at every start; what a journal of an older release does not have counts as nothing.
 */
final class OutlineCodec {
  private OutlineCodec() {}

  static List<Map<String, Object>> encode(List<BlockerOutline> blockers) {
    return blockers.stream()
        .map(
            b ->
                EventCodec.fields(
                    "id",
                    b.id(),
                    "title",
                    b.title(),
                    "owner",
                    b.owner(),
                    "work",
                    known(b.work()),
                    "gates",
                    b.gates().stream()
                        .map(
                            g ->
                                EventCodec.fields(
                                    "id", g.id(), "title", g.title(), "digest", known(g.digest())))
                        .toList()))
        .toList();
  }

  static List<BlockerOutline> blockers(JsonObject o) {
    var outlines = new ArrayList<BlockerOutline>();
    for (JsonObject blocker : o.objects("blockers")) {
      var gates = new ArrayList<BlockerOutline.GateOutline>();
      for (JsonObject gate : blocker.objects("gates")) {
        gates.add(
            new BlockerOutline.GateOutline(
                gate.text("id"), gate.text("title"), gate.optionalText("digest").orElse("")));
      }
      outlines.add(
          new BlockerOutline(
              blocker.text("id"),
              blocker.text("title"),
              blocker.text("owner"),
              blocker.optionalText("work").orElse(""),
              gates));
    }
    return outlines;
  }

  /** Journals of older releases know no digests. */
  private static Optional<String> known(String digest) {
    return digest.isEmpty() ? Optional.empty() : Optional.of(digest);
  }

  static Map<String, Object> encode(PlanClock clock) {
    return EventCodec.fields(
        "phases",
        clock.phases().stream()
            .map(
                p ->
                    EventCodec.fields(
                        "id", p.id(), "title", p.title(), "from", p.from(), "to", p.to()))
            .toList(),
        "checkpoints",
        clock.checkpoints().stream().map(OutlineCodec::encode).toList(),
        "limits",
        clock.limits().stream()
            .map(
                l ->
                    EventCodec.fields(
                        "blocker", l.blocker(), "deadline", l.deadline(), "rounds", l.rounds()))
            .toList(),
        "timed",
        clock.timed(),
        "risks",
        clock.risks());
  }

  static PlanClock clock(JsonObject o) {
    Optional<JsonObject> found = o.optionalObject("clock");
    if (found.isEmpty()) {
      return PlanClock.NONE;
    }
    JsonObject clock = found.get();
    var phases = new ArrayList<Phase>();
    for (JsonObject phase : clock.objects("phases")) {
      phases.add(
          new Phase(
              phase.text("id"), phase.text("title"), phase.duration("from"), phase.duration("to")));
    }
    var checkpoints = new ArrayList<CheckpointOutline>();
    for (JsonObject point : clock.objects("checkpoints")) {
      checkpoints.add(checkpoint(point));
    }
    var limits = new ArrayList<PlanClock.Limit>();
    for (JsonObject limit : clock.objects("limits")) {
      Optional<Duration> deadline =
          limit.fields().containsKey("deadline")
              ? Optional.of(limit.duration("deadline"))
              : Optional.empty();
      limits.add(
          new PlanClock.Limit(
              limit.text("blocker"), deadline, Math.toIntExact(limit.number("rounds"))));
    }
    return new PlanClock(phases, checkpoints, limits, clock.texts("timed"), clock.texts("risks"));
  }

  private static Map<String, Object> encode(CheckpointOutline point) {
    boolean gate = !point.gate().isEmpty();
    return EventCodec.fields(
        "id",
        point.id(),
        "at",
        point.at(),
        "expects",
        point.expects().id(),
        "blockers",
        point.blockers(),
        "gate",
        gate ? Optional.of(point.gate()) : Optional.empty(),
        "reads",
        gate ? Optional.of(point.reads()) : Optional.empty(),
        "otherwise",
        point.otherwise().id());
  }

  private static CheckpointOutline checkpoint(JsonObject o) {
    return new CheckpointOutline(
        o.text("id"),
        o.duration("at"),
        EventCodec.pick(
            CheckpointOutline.Expects.values(), CheckpointOutline.Expects::id, o.text("expects")),
        o.texts("blockers"),
        o.optionalText("gate").orElse(""),
        o.optionalText("reads").orElse(""),
        EventCodec.pick(Severity.values(), Severity::id, o.text("otherwise")));
  }
}
