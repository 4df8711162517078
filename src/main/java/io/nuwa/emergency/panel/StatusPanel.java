package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.panel.text.LocalTimes;
import io.nuwa.emergency.panel.text.PlainLine;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.WatchSight;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The panel of the founding document's section 7. Each of its lines takes the same number of
 * columns, whatever stands in titles, notes and warnings.
 *
 * @param language of its words
 * @param zone whose wall clock its times are
 * @param columns of the terminal; less than {@value #NARROWEST} counts as that
 * @param width how ambiguous characters, such as the box itself, are counted
 * @param palette whether it is coloured
 */
public record StatusPanel(
    Language language, ZoneId zone, int columns, DisplayWidth width, Palette palette) {

  /** The narrowest panel, in columns. */
  public static final int NARROWEST = 40;

  /** Columns between the sides of the founding panel. */
  private static final int INNER = 56;

  /** Cells of the founding panel's bar. */
  private static final int BAR = 38;

  /** Lines that one warning or reason may take. */
  private static final int WARNING_LINES = 4;

  /** The panel, a newline after each line. */
  public String render(StatusView view) {
    int available = even(Math.max(columns, NARROWEST) - PanelBox.sides(width));
    int wanted = even(box(view, available).wanted() + width.of("═") - 1);
    int inner = Math.min(Math.max(INNER, wanted), available);
    return box(view, inner).draw(inner);
  }

  /** Where {@code ═} takes two columns, the box cannot have an odd number of them. */
  private int even(int inner) {
    return inner - inner % width.of("═");
  }

  private PanelBox box(StatusView view, int inner) {
    var box = new PanelBox(width, palette);
    var words = new PanelWords(language, view.runningPid().isPresent());
    box.title(PlainLine.of(view.title()) + language.say(" - 实时状态", " - live status"));
    box.rule();
    times(box, view, words, inner);
    box.rule();
    blockers(box, view, words, inner);
    box.rule();
    progress(box, view, inner);
    box.rule();
    next(box, view, words, inner);
    clock(box, view, words, inner);
    decision(box, view, words, inner);
    if (!view.warnings().isEmpty()) {
      box.rule();
      view.warnings().forEach(warning -> paragraph(box, "! ", warning, Colour.DOUBTFUL, inner));
    }
    return box;
  }

  private void times(PanelBox box, StatusView view, PanelWords words, int inner) {
    var times = new LocalTimes(zone);
    String start = view.startedAt().map(times::minute).orElse(language.say("尚未开始", "not started"));
    box.line(Spans.of(label("开始时间", "Started") + start));
    Spans tail =
        view.startedAt()
            .map(at -> Duration.between(at, view.now()))
            .map(
                passed ->
                    Spans.NOTHING.and(
                        "(" + words.elapsed(passed, view.timeBox()) + ")",
                        passed.compareTo(view.timeBox()) > 0 ? Colour.BAD : Colour.PLAIN))
            .orElse(Spans.NOTHING);
    joined(box, Spans.of(label("当前时间", "Now") + times.minute(view.now())), tail, inner);
    view.runningPid().ifPresent(pid -> box.line(Spans.of(label("执行进程", "Process") + pid)));
    if (view.runningPid().isEmpty()
        && view.blockers().stream().anyMatch(b -> b.status() == Status.IN_PROGRESS)) {
      String goOn = language.say("无 (emergency execute 继续)", "none ('emergency execute' goes on)");
      box.line(Spans.of(label("执行进程", "Process")).and(goOn, Colour.DOUBTFUL));
    }
    view.monitor().ifPresent(monitor -> monitor(box, monitor, times, inner));
  }

  private void monitor(PanelBox box, StatusView.Monitor monitor, LocalTimes times, int inner) {
    String since = times.minute(monitor.since());
    joined(
        box,
        Spans.of(label("监控进程", "Monitor") + monitor.pid()),
        monitor
            .silentSince()
            .or(() -> monitor.blind().map(WatchSight.Blind::since))
            .map(times::minute)
            .map(
                last ->
                    Spans.NOTHING.and(
                        language.say(
                            "(自 " + last + " 起未检查)", "(has not looked since " + last + ")"),
                        Colour.BAD))
            .orElse(Spans.of(language.say("(自 " + since + " 起)", "(since " + since + ")"))),
        inner);
  }

  private void blockers(PanelBox box, StatusView view, PanelWords words, int inner) {
    String measured = view.measuredNow() ? language.say(" (刚刚测量)", " (measured just now)") : "";
    box.line(Spans.of(language.say(" 阻塞项状态", " Blockers") + measured + ":"));
    var rows = new BlockerRows(words, width, view.blockers(), view.now(), inner - PanelBox.MARGIN);
    for (BlockerView blocker : view.blockers()) {
      rows.of(blocker).forEach(box::line);
    }
  }

  /** Only what is verified counts; a claim is named beside it. */
  private void progress(PanelBox box, StatusView view, int inner) {
    int total = view.blockers().size();
    int verified = (int) view.blockers().stream().filter(BlockerView::verified).count();
    Spans head = Spans.of(label("总进度", "Progress") + Numbers.percent(verified, total) + "% ");
    int cells = Math.min(BAR, inner - PanelBox.MARGIN - head.width(width) - 2);
    String bar = ProgressBar.draw(width, total == 0 ? 0 : (double) verified / total, cells);
    box.line(head.and("[").and(bar, Colour.GOOD).and("]"));
    long claims = view.resolved() - verified;
    if (claims > 0) {
      String said =
          language.say(
              "另有 " + claims + " 项声称已解决但未验证，不计入进度",
              claims + " more said to be resolved but not verified; not counted");
      paragraph(box, "", said, Colour.DOUBTFUL, inner);
    }
  }

  private void next(PanelBox box, StatusView view, PanelWords words, int inner) {
    String label = label("下次检查", "Next check");
    if (view.nextCheck().isEmpty()) {
      boolean unwatched = view.startedAt().isPresent() && !isWatched(view);
      box.line(
          Spans.of(
              label
                  + (unwatched
                      ? language.say("无 (无人监控)", "none (nobody watches)")
                      : language.say("未安排", "none planned"))));
      return;
    }
    Instant at = view.nextCheck().get();
    Spans tail = Spans.of("(" + words.distance(Duration.between(view.now(), at)) + ")");
    joined(box, Spans.of(label + new LocalTimes(zone).minute(at)), tail, inner);
  }

  private static boolean isWatched(StatusView view) {
    return view.monitor().filter(StatusView.Monitor::watches).isPresent();
  }

  private void clock(PanelBox box, StatusView view, PanelWords words, int inner) {
    if (view.watch().isPresent()) {
      var rows = new ClockRows(words, new LocalTimes(zone), view).of(view.watch().get());
      if (!rows.isEmpty()) {
        box.rule();
      }
      rows.forEach(row -> paragraph(box, row.mark(), row.text(), row.colour(), inner));
    }
  }

  private void decision(PanelBox box, StatusView view, PanelWords words, int inner) {
    if (view.decision() == Decision.UNDECIDED && view.reasons().isEmpty()) {
      // Nobody has said anything yet.
      return;
    }
    box.rule();
    Colour colour = PanelWords.colour(view.decision());
    Spans decision = Spans.of(label("最终决策", "Decision")).and(view.decision().id(), colour);
    joined(box, decision, measured(view, words), inner);
    view.reasons().forEach(reason -> paragraph(box, "- ", reason, Colour.PLAIN, inner));
  }

  /** A GO is as old as the oldest reading that it stands on. */
  private Spans measured(StatusView view, PanelWords words) {
    return view.measuredAt()
        .filter(_ -> view.decision() == Decision.GO)
        .map(at -> words.age(Duration.between(at, view.now())))
        .map(age -> Spans.of(language.say("(" + age + "测量)", "(measured " + age + ")")))
        .orElse(Spans.NOTHING);
  }

  private String label(String chinese, String english) {
    return " " + language.say(chinese, english) + ": ";
  }

  private void joined(PanelBox box, Spans head, Spans tail, int inner) {
    Spans.joined(head, tail, width, inner - PanelBox.MARGIN).forEach(box::line);
  }

  private void paragraph(PanelBox box, String mark, String text, Colour colour, int inner) {
    int indent = 1 + mark.length();
    String lead = " " + mark;
    for (String line :
        width.wrap(PlainLine.of(text), inner - PanelBox.MARGIN - indent, WARNING_LINES)) {
      box.line(Spans.of(lead).and(line, colour));
      lead = " ".repeat(indent);
    }
  }
}
