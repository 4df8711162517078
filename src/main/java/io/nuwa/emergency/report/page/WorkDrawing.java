package io.nuwa.emergency.report.page;

import static io.nuwa.emergency.report.page.Html.number;
import static io.nuwa.emergency.report.page.Html.text;

import io.nuwa.emergency.report.story.Attempt;
import io.nuwa.emergency.report.story.BlockerStory;
import io.nuwa.emergency.report.story.Remedy;
import io.nuwa.emergency.report.story.Round;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.report.story.Stretch;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What was done, a lane for each blocker: rounds and attempts, remedies, when it was red and when
 * green, checkpoints and decisions across all lanes.
 */
final class WorkDrawing {
  /** What of each kind is drawn in a lane; more would not be told apart. */
  private static final int NEWEST = 300;

  /** Checkpoints and decisions, whose lines go across all lanes. */
  private static final int ACROSS = 60;

  private static final double WIDTH = 1000;
  private static final double LEFT = 108;
  private static final double RIGHT = WIDTH - 16;
  private static final double TOP = 30;

  /** Between two rows of labels above the lanes. */
  private static final double ROW = 13;

  /** More rows would be taller than the lanes; a line without label still has its title. */
  private static final int MOST_ROWS = 8;

  private static final double LANE = 62;

  private final RunStory story;
  private final Labels labels;
  private final Spelling spelling;
  private final Axis axis;
  private final Instant end;
  private final LabelRows rows = new LabelRows();
  private final List<Line> lines;
  private final double top;
  private final double bottom;
  private final StringBuilder out = new StringBuilder();

  private WorkDrawing(RunStory story, Labels labels, Spelling spelling) {
    this.story = story;
    this.labels = labels;
    this.spelling = spelling;
    this.end =
        story.source().view().runningPid().isPresent() ? story.source().takenAt() : story.lastAt();
    List<Entry> entries = story.source().entries();
    this.axis =
        Axis.over(
            Stream.concat(entries.stream().map(Entry::at), Stream.of(end)).toList(), LEFT, RIGHT);
    this.lines =
        newest(entries.stream().filter(WorkDrawing::isAcross).toList(), ACROSS).stream()
            .flatMap(entry -> across(entry).stream())
            .toList();
    this.top = TOP + ROW * (Math.min(MOST_ROWS, rows.count()) - 1);
    this.bottom = top + LANE * story.blockers().size();
  }

  /** A line across all lanes, for what concerns all of them. */
  private record Line(String kind, String label, LabelRows.Placed place) {}

  /** The drawing; nothing before the first entry. */
  static String draw(RunStory story, Labels labels, Spelling spelling) {
    return story.source().entries().isEmpty()
        ? ""
        : new WorkDrawing(story, labels, spelling).draw();
  }

  private String draw() {
    out.append(
        "<svg class=\"work\" viewBox=\"0 0 1000 %s\" role=\"img\"><title>%s</title>"
            .formatted(number(bottom + 30), text(labels.moments())));
    for (Axis.Busy busy : axis.busy()) {
      out.append(
          "<rect class=\"busy\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
              .formatted(
                  number(busy.left()),
                  number(top),
                  number(busy.right() - busy.left()),
                  number(bottom - top)));
    }
    ticks();
    axis.gaps().forEach(this::gap);
    for (int i = 0; i < story.blockers().size(); i++) {
      lane(story.blockers().get(i), top + LANE * i);
    }
    lines.forEach(this::vertical);
    return out.append("</svg>").toString();
  }

  private void ticks() {
    double after = -1;
    for (Axis.Busy busy : axis.busy()) {
      after = tick(busy.from(), busy.left(), after);
      if (busy.right() - busy.left() > 150) {
        after = tick(busy.to(), busy.right() - 64, after);
      }
    }
  }

  private double tick(Instant at, double x, double after) {
    String label = axis.busy().size() > 1 ? spelling.minute(at) : spelling.clock(at);
    if (x < after) {
      return after;
    }
    out.append(
        "<text class=\"tick\" x=\"%s\" y=\"%s\">%s</text>"
            .formatted(number(x), number(bottom + 18), text(label)));
    return x + 86;
  }

  private void gap(Axis.Gap gap) {
    double middle = (gap.begin() + gap.end()) / 2;
    out.append(
        "<g class=\"gap\"><text x=\"%s\" y=\"%s\" text-anchor=\"middle\">⋯</text><text class=\"small\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s</text></g>"
            .formatted(
                number(middle),
                number((top + bottom) / 2),
                number(middle),
                number((top + bottom) / 2 + 13),
                text(spelling.length(gap.length()))));
  }

  private void lane(BlockerStory blocker, double top) {
    out.append(
        "<line class=\"frame\" x1=\"8\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/><svg x=\"8\" y=\"%s\" width=\"96\" height=\"%s\"><text class=\"name\" x=\"0\" y=\"22\">%s</text><text class=\"small\" x=\"0\" y=\"40\">%s</text></svg>"
            .formatted(
                number(top),
                number(RIGHT),
                number(top),
                number(top),
                number(LANE),
                text(labels.mark(blocker.now()) + " " + blocker.now().id()),
                text(blocker.now().title())));
    band(blocker, top + LANE - 14);
    newest(blocker.rounds()).forEach(round -> round(round, top + 22));
    newest(blocker.remedies()).forEach(remedy -> remedy(remedy, top + 12));
  }

  /** Red while it was not resolved, green while it was. */
  private void band(BlockerStory blocker, double y) {
    List<Stretch> stretches = newest(blocker.stretches());
    for (int i = 0; i < stretches.size(); i++) {
      Stretch stretch = stretches.get(i);
      Instant until = stretch.resolvedAt().orElse(end);
      bar("open", stretch.from(), until, y, 6, labels.sentence(stretch, spelling));
      if (stretch.resolvedAt().isPresent()) {
        Instant green = i + 1 < stretches.size() ? stretches.get(i + 1).from() : end;
        bar("green", until, green, y, 6, labels.verified() + " " + spelling.second(until));
        sign("resolved", until, y - 3, "✔", labels.verified() + " " + spelling.second(until));
      }
      stretch
          .reopenedBy()
          .ifPresent(
              gate ->
                  sign("reopened", stretch.from(), y - 3, "▼", labels.sentence(stretch, spelling)));
      stretch
          .givenUpAt()
          .ifPresent(at -> sign("givenup", at, y - 3, "✖", labels.sentence(stretch, spelling)));
    }
  }

  private void round(Round round, double y) {
    bar(
        "round",
        round.startedAt(),
        round.lastAt(),
        y - 3,
        20,
        labels.round(round.number()) + " " + spelling.second(round.startedAt()));
    for (Attempt attempt : round.attempts()) {
      Instant until =
          attempt
              .endedAt()
              .orElse(attempt.outcome() == Attempt.Outcome.IN_FLIGHT ? end : round.lastAt());
      bar(
          attempt.outcome().id(),
          attempt.startedAt(),
          until,
          y,
          14,
          attempt.step()
              + " #"
              + attempt.number()
              + " "
              + labels.outcome(attempt.outcome())
              + " "
              + spelling.clock(attempt.startedAt())
              + " "
              + attempt.text());
    }
  }

  private void remedy(Remedy remedy, double y) {
    String kind = remedy.moved().map(moved -> moved ? "moved" : "unmoved").orElse("unjudged");
    double x = axis.x(remedy.at());
    out.append(
        "<path class=\"remedy %s\" d=\"M%s %s l5 5 l-5 5 l-5 -5 z\"><title>%s</title></path>"
            .formatted(
                kind,
                number(x),
                number(y - 5),
                text(
                    remedy.name()
                        + " "
                        + remedy.outcome()
                        + ", "
                        + labels.moved(remedy)
                        + ": "
                        + remedy.summary())));
  }

  private static boolean isAcross(Entry entry) {
    return entry.event() instanceof Event.DecisionMade
        || entry.event() instanceof Event.CheckpointReached;
  }

  private Optional<Line> across(Entry entry) {
    return switch (entry.event()) {
      case Event.DecisionMade e -> Optional.of(line("decision", entry.at(), e.decision().id()));
      case Event.CheckpointReached e ->
          Optional.of(
              line(
                  e.met() ? "checkpoint met" : "checkpoint missed",
                  entry.at(),
                  (e.met() ? "✔ " : "✖ ") + e.checkpoint()));
      default -> Optional.empty();
    };
  }

  private Line line(String kind, Instant at, String label) {
    return new Line(kind, label, rows.place(axis.x(at), WIDTH, 11, label));
  }

  private void vertical(Line line) {
    double x = line.place().x();
    double y = top - 6 - ROW * line.place().row();
    out.append(
        "<g class=\"across %s\"><title>%s</title><line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(
                line.kind(),
                text(line.label()),
                number(x),
                number(Math.max(2, y + 2)),
                number(x),
                number(bottom)));
    if (line.place().row() < MOST_ROWS) {
      out.append(
          "<text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
              .formatted(number(x), number(y), line.place().anchor(), text(line.label())));
    }
    out.append("</g>");
  }

  private void bar(String kind, Instant from, Instant to, double y, double height, String said) {
    double left = axis.x(from);
    out.append(
        "<rect class=\"bar %s\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
            .formatted(
                kind,
                number(left),
                number(y),
                number(Math.max(1.5, axis.x(to) - left)),
                number(height),
                text(said)));
  }

  private void sign(String kind, Instant at, double y, String sign, String said) {
    out.append(
        "<text class=\"sign %s\" x=\"%s\" y=\"%s\" text-anchor=\"middle\">%s<title>%s</title></text>"
            .formatted(kind, number(axis.x(at)), number(y), sign, text(said)));
  }

  private static <T> List<T> newest(List<T> all) {
    return newest(all, NEWEST);
  }

  private static <T> List<T> newest(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }
}
