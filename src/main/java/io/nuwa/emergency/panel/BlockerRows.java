package io.nuwa.emergency.panel;

import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.panel.Palette.Colour;
import io.nuwa.emergency.panel.text.DisplayWidth;
import io.nuwa.emergency.panel.text.PlainLine;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** The rows about blockers, with ids, titles and status words in columns. */
final class BlockerRows {
  private static final String INDENT = "       ";

  private final PanelWords words;
  private final DisplayWidth width;
  private final int idColumns;
  private final int titleColumns;
  private final int wordColumns;

  /**
   * Rows whose columns suit these blockers.
   *
   * @param inner columns between the sides of the box
   */
  BlockerRows(PanelWords words, DisplayWidth width, List<BlockerView> blockers, int inner) {
    this.words = words;
    this.width = width;
    idColumns = Math.min(widest(blockers, BlockerView::id), inner / 4);
    wordColumns = widest(blockers, words::status);
    // Three spaces before the id, one and two around the title, "[⏳] " and the word after it.
    int room = inner - 3 - idColumns - 1 - 2 - 5 - wordColumns;
    titleColumns = Math.max(4, Math.min(widest(blockers, BlockerView::title), room));
  }

  private int widest(List<BlockerView> blockers, Function<BlockerView, String> text) {
    return blockers.stream()
        .map(text)
        .mapToInt(shown -> width.of(PlainLine.of(shown)))
        .max()
        .orElse(0);
  }

  /** Such as {@code B-1 部署验证  [⏳] 待执行}. */
  Spans status(BlockerView blocker) {
    return Spans.of("   " + width.fit(PlainLine.of(blocker.id()), idColumns) + " ")
        .and(width.fit(PlainLine.of(blocker.title()), titleColumns) + "  ")
        .and("[" + words.mark(blocker) + "] ")
        .and(words.status(blocker), words.colour(blocker))
        .and(" ".repeat(wordColumns - width.of(words.status(blocker))));
  }

  /** Such as {@code → FrontEndBot}. */
  Spans owner(BlockerView blocker) {
    return Spans.of("→ " + PlainLine.of(blocker.owner()));
  }

  /** What is done right now, the gates that are measured and are no pass, the latest note. */
  List<Spans> details(BlockerView blocker) {
    var rows = new ArrayList<Spans>();
    blocker
        .doing()
        .ifPresent(
            step ->
                rows.add(
                    Spans.of(INDENT + words.language().say("正在: ", "doing: "))
                        .and(PlainLine.of(step), Colour.BUSY)));
    for (GateView gate : blocker.gates()) {
      gate.verdict()
          .filter(verdict -> verdict != Verdict.PASS)
          .ifPresent(verdict -> rows.add(gate(gate, verdict)));
    }
    String note = PlainLine.of(blocker.note());
    if (!note.isEmpty() && blocker.status() != Status.RESOLVED) {
      rows.add(Spans.of(INDENT).and(note, Colour.FAINT));
    }
    return rows;
  }

  private Spans gate(GateView gate, Verdict verdict) {
    return Spans.of(INDENT + "[")
        .and(words.verdict(verdict), PanelWords.colour(verdict))
        .and("] " + PlainLine.of(gate.title()) + ": " + PlainLine.of(gate.text()));
  }
}
