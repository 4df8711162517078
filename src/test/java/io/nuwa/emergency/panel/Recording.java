package io.nuwa.emergency.panel;

import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.BlockerOutline.GateOutline;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.StepKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A run that is recorded event by event and told to an observer. */
final class Recording {
  static final Instant START = Instant.parse("2026-11-22T12:00:03Z");
  static final StepKey UP = new StepKey("B-1", "deploy", "up");

  private final RunObserver observer;
  private RunState state;

  private Recording(RunObserver observer, RunState state) {
    this.observer = observer;
    this.state = state;
  }

  static Event.RunStarted started() {
    return new Event.RunStarted(
        "run-1",
        "week-2",
        "00",
        "Week-2 紧急执行系统",
        Duration.ofDays(2),
        Duration.ofHours(6),
        List.of(
            new BlockerOutline(
                "B-1", "部署验证", "FrontEndBot", List.of(new GateOutline("healthy", "容器健康数")))),
        Map.of());
  }

  /** A run that has just begun and whose first round is under way. */
  static Recording toldTo(RunObserver observer) {
    var entry = new Entry(1, START, started());
    var recording = new Recording(observer, RunState.begin(entry));
    observer.recorded(entry, recording.state);
    recording.record(new Event.RoundStarted("B-1", 1));
    return recording;
  }

  Recording record(Event event) {
    var entry = new Entry(state.sequence() + 1, START, event);
    state = state.after(entry);
    observer.recorded(entry, state);
    return this;
  }

  RunState state() {
    return state;
  }
}
