package io.nuwa.emergency.report.story;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Expectation;
import io.nuwa.emergency.report.story.Milestone.Standing;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Checkpoints as the journal has them: met, missed, or not judged yet. A forecast of those to come
 * belongs here too, so that every format shows it from this one place.
 */
final class Milestones {
  private Milestones() {}

  static List<Milestone> of(ReportCase one, UnaryOperator<String> hide) {
    Map<String, Entry> recorded = recorded(one.entries());
    Optional<Instant> start = one.state().map(RunState::startedAt);
    var milestones = new ArrayList<Milestone>();
    for (Checkpoint point : one.plan().timeBox().checkpoints()) {
      Optional<Entry> entry = Optional.ofNullable(recorded.remove(point.id()));
      Optional<Instant> due = start.map(at -> at.plus(point.at()));
      milestones.add(
          new Milestone(
              point.id(),
              point.at(),
              due,
              hide.apply(expects(point.expectation())),
              entry.map(e -> event(e).severity()).orElse(point.otherwise()),
              entry
                  .map(Milestones::standing)
                  .orElse(
                      due.filter(at -> !at.isAfter(one.takenAt())).isPresent()
                          ? Standing.DUE
                          : Standing.AHEAD),
              entry.map(e -> hide.apply(event(e).reason())).orElse(""),
              entry.map(Entry::at)));
    }
    // What an earlier text of the plan had is told as well: it happened.
    recorded.values().forEach(entry -> milestones.add(earlier(entry, start, hide)));
    return milestones;
  }

  private static Map<String, Entry> recorded(List<Entry> entries) {
    var recorded = new LinkedHashMap<String, Entry>();
    for (Entry entry : entries) {
      if (entry.event() instanceof Event.CheckpointReached e) {
        recorded.put(e.checkpoint(), entry);
      }
    }
    return recorded;
  }

  private static Milestone earlier(
      Entry entry, Optional<Instant> start, UnaryOperator<String> hide) {
    Event.CheckpointReached event = event(entry);
    return new Milestone(
        event.checkpoint(),
        start.map(at -> Duration.between(at, entry.at())).orElse(Duration.ZERO),
        Optional.of(entry.at()),
        "",
        event.severity(),
        standing(entry),
        hide.apply(event.reason()),
        Optional.of(entry.at()));
  }

  private static Event.CheckpointReached event(Entry entry) {
    return (Event.CheckpointReached) entry.event();
  }

  private static Standing standing(Entry entry) {
    return event(entry).met() ? Standing.MET : Standing.MISSED;
  }

  private static String expects(Expectation expectation) {
    return switch (expectation) {
      case Expectation.TasksRun e -> "tasks have run: " + String.join(", ", e.blockers());
      case Expectation.Resolved e -> "resolved: " + String.join(", ", e.blockers());
      case Expectation.GateReads e -> e.blocker() + "/" + e.gate() + " " + e.threshold();
    };
  }
}
