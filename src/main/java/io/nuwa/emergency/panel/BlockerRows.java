package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.panel.text.PlainLine;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The rows about blockers, with ids, titles and statuses in columns where there is room for them.
 */
final class BlockerRows {
  private static final String BEFORE_ID = " ".repeat(3);
  private static final String BEFORE_STATUS = " ".repeat(2);

  /** A note says the next step at its end, so that it may take more than one line. */
  private static final int NOTE_LINES = 3;

  /** A title that would be cut shorter than this gets a line of its own. */
  private static final int SHORTEST_TITLE = 16;

  private final PanelWords words;
  private final DisplayWidth width;
  private final Instant now;
  private final int columns;
  private final int idColumns;
  private final int titleColumns;
  private final int statusColumns;

  /** Whether id and title stand on a line of their own, because the terminal is narrow. */
  private final boolean stacked;

  /**
   * Rows whose columns suit these blockers.
   *
   * @param now what the ages of readings count to
   * @param columns that a row may take
   */
  BlockerRows(
      PanelWords words, DisplayWidth width, List<BlockerView> blockers, Instant now, int columns) {
    this.words = words;
    this.now = now;
    this.width = width;
    this.columns = columns;
    idColumns = Math.min(widest(blockers, blocker -> width.of(line(blocker.id()))), columns / 4);
    statusColumns = widest(blockers, blocker -> status(blocker).width(width));
    int longest = widest(blockers, blocker -> width.of(line(blocker.title())));
    int alone = columns - BEFORE_ID.length() - idColumns - 1;
    int beside = alone - BEFORE_STATUS.length() - statusColumns;
    stacked = longest > beside && beside < SHORTEST_TITLE;
    titleColumns = Math.min(longest, stacked ? alone : beside);
  }

  private static int widest(List<BlockerView> blockers, Function<BlockerView, Integer> columns) {
    return blockers.stream().mapToInt(columns::apply).max().orElse(0);
  }

  private static String line(String text) {
    return PlainLine.of(text);
  }

  /** What there is to say of a blocker, its status first. */
  List<Spans> of(BlockerView blocker) {
    var rows = new ArrayList<Spans>();
    Spans name =
        Spans.of(BEFORE_ID + width.fit(line(blocker.id()), idColumns) + " ")
            .and(width.fit(line(blocker.title()), titleColumns));
    Spans owner = Spans.of("→ " + line(blocker.owner()));
    if (stacked) {
      rows.add(name);
      Spans status = Spans.of(Spans.INDENT).and(mark(blocker));
      Spans doubt = doubt(blocker);
      rows.addAll(Spans.joined(status, doubt.isEmpty() ? owner : doubt, width, columns));
      if (!doubt.isEmpty()) {
        rows.add(Spans.of(Spans.INDENT).and(owner));
      }
    } else {
      String pad = " ".repeat(statusColumns - status(blocker).width(width));
      Spans status = name.and(BEFORE_STATUS).and(status(blocker)).and(pad);
      rows.addAll(Spans.joined(status, owner, width, columns));
    }
    rows.addAll(details(blocker));
    return rows;
  }

  /** Such as {@code [⏳] 待执行}. */
  private Spans mark(BlockerView blocker) {
    return Spans.of("[" + words.mark(blocker) + "] ")
        .and(words.status(blocker.status()), words.colour(blocker));
  }

  private Spans doubt(BlockerView blocker) {
    String doubt = words.doubt(blocker);
    return doubt.isEmpty() ? Spans.NOTHING : Spans.NOTHING.and(doubt, words.colour(blocker));
  }

  private Spans status(BlockerView blocker) {
    Spans doubt = doubt(blocker);
    return doubt.isEmpty() ? mark(blocker) : mark(blocker).and(" ").and(doubt);
  }

  /** What is done right now, the gates that are measured and are no pass, the latest note. */
  private List<Spans> details(BlockerView blocker) {
    var rows = new ArrayList<Spans>();
    String doing = words.language().say("正在: ", "doing: ");
    blocker
        .doing()
        .ifPresent(step -> rows.add(Spans.of(Spans.INDENT + doing).and(line(step), Colour.BUSY)));
    for (GateView gate : blocker.gates()) {
      gate.verdict()
          .filter(verdict -> verdict != Verdict.PASS)
          .ifPresent(verdict -> rows.add(gate(gate, verdict)));
    }
    String note = line(blocker.note());
    boolean said = blocker.gates().stream().anyMatch(gate -> line(gate.text()).equals(note));
    if (!note.isEmpty() && !said && blocker.status() != Status.RESOLVED) {
      width.wrap(note, columns - Spans.INDENT.length(), NOTE_LINES).stream()
          .map(part -> Spans.of(Spans.INDENT).and(part, Colour.FAINT))
          .forEach(rows::add);
    }
    return rows;
  }

  private Spans gate(GateView gate, Verdict verdict) {
    String age = gate.measuredAt().map(at -> words.age(Duration.between(at, now))).orElse("");
    return Spans.of(Spans.INDENT + "[")
        .and(words.verdict(verdict), PanelWords.colour(verdict))
        .and(
            (age.isEmpty() ? "" : " " + age)
                + "] "
                + line(gate.title())
                + ": "
                + line(gate.text()));
  }
}
