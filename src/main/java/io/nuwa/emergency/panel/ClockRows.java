package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.Watch;
import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.panel.text.LocalTimes;
import io.nuwa.emergency.panel.text.PlainLine;
import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.clock.Due;
import io.nuwa.emergency.run.clock.Point;
import io.nuwa.emergency.run.clock.Standing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the clock, the risks and the guards have to say on the panel; short. */
record ClockRows(PanelWords words, LocalTimes times, StatusView view) {

  /**
   * A row of the panel.
   *
   * @param mark in front of it; a doubtful one has {@code !}
   */
  record Row(String mark, String text, Colour colour) {}

  List<Row> of(Watch watch) {
    var rows = new ArrayList<Row>();
    watch.clock().phase().ifPresent(phase -> rows.add(plain(phase(phase))));
    watch.clock().next().ifPresent(point -> rows.add(next(point)));
    for (Due due : watch.clock().deadlines()) {
      forecast(due).ifPresent(text -> rows.add(plain(text)));
      if (due.standing().isDoubtful()) {
        rows.add(doubtful(due));
      }
    }
    for (Event.RiskJudged risk : watch.risks()) {
      if (risk.standing() == RiskStanding.SEEN) {
        rows.add(
            doubtful(say("风险: ", "Risk: ") + risk.title() + ": " + risk.text(), Colour.DOUBTFUL));
      }
    }
    for (Event.GuardActed guard : watch.guards()) {
      if (guard.what().lasts()) {
        rows.add(doubtful(words.guard(guard.guard()) + ": " + guard.text(), Colour.DOUBTFUL));
      }
    }
    return rows;
  }

  private String phase(Phase phase) {
    return say("当前阶段: ", "Phase: ")
        + PlainLine.of(phase.title())
        + " ("
        + hours(phase.from())
        + " - "
        + hours(phase.to())
        + ")";
  }

  private Row next(Point point) {
    Duration ahead = Duration.between(view.now(), point.at());
    String text =
        say("检查点 ", "Checkpoint ")
            + point.id()
            + ": "
            + times.minute(point.at())
            + " ("
            + words.distance(ahead)
            + ")"
            + (point.text().isEmpty() ? "" : " " + words.standing(point.standing()))
            + (point.text().isEmpty() ? "" : ": " + point.text());
    return point.standing() == Standing.AHEAD ? plain(text) : doubtful(text, Colour.DOUBTFUL);
  }

  /** Only for what is being worked on: nothing else has a forecast. */
  private Optional<String> forecast(Due due) {
    if (view.runningPid().isEmpty()) {
      return Optional.empty();
    }
    boolean open = false;
    for (BlockerView blocker : view.blockers()) {
      open |= blocker.id().equals(due.blocker()) && blocker.status() == Status.IN_PROGRESS;
    }
    if (!open) {
      return Optional.empty();
    }
    String when =
        due.forecast().earliest().isEmpty()
            ? ""
            : times.minute(due.forecast().earliest().get())
                + say(" 至 ", " to ")
                + times.minute(due.forecast().latest().orElseThrow())
                + ", ";
    return Optional.of(
        say("预测 ", "Forecast ") + due.blocker() + ": " + when + due.forecast().basis());
  }

  private Row doubtful(Due due) {
    boolean missed = due.standing() == Standing.MISSED;
    return doubtful(
        due.blocker()
            + " "
            + words.standing(due.standing())
            + say(", 期限 ", ", due ")
            + times.minute(due.at())
            + ": "
            + due.text(),
        missed ? Colour.BAD : Colour.DOUBTFUL);
  }

  private static String hours(Duration time) {
    return time.toMinutesPart() == 0 && time.toSecondsPart() == 0
        ? time.toHours() + "h"
        : time.toMinutes() + "m";
  }

  private static Row plain(String text) {
    return new Row("", text, Colour.PLAIN);
  }

  private static Row doubtful(String text, Colour colour) {
    return new Row("! ", text, colour);
  }

  private String say(String chinese, String english) {
    return words.language().say(chinese, english);
  }
}
