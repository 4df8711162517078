package io.nuwa.emergency.report.page;

import static io.nuwa.emergency.report.page.Html.number;
import static io.nuwa.emergency.report.page.Html.text;

import io.nuwa.emergency.plan.Phase;
import io.nuwa.emergency.report.story.Milestone;
import io.nuwa.emergency.report.story.RunStory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The time box: its phases, its checkpoints with how they stand, and where the clock is. */
final class TimeBoxDrawing {
  private static final double WIDTH = 1000;
  private static final double LEFT = 12;
  private static final double RIGHT = WIDTH - 12;
  private static final double TOP = 34;
  private static final double BOTTOM = 70;

  /** Between two rows of labels, of two lines each. */
  private static final double ROW = 34;

  private final RunStory story;
  private final Labels labels;
  private final Spelling spelling;
  private final Duration length;
  private final LabelRows rows = new LabelRows();
  private final StringBuilder out = new StringBuilder();

  private TimeBoxDrawing(RunStory story, Labels labels, Spelling spelling) {
    this.story = story;
    this.labels = labels;
    this.spelling = spelling;
    this.length = story.source().view().timeBox();
  }

  static String draw(RunStory story, Labels labels, Spelling spelling) {
    return new TimeBoxDrawing(story, labels, spelling).draw();
  }

  private String draw() {
    // Labels first: how many rows they take says how high the drawing is.
    var milestones = new StringBuilder();
    story.milestones().forEach(point -> milestones.append(milestone(point)));
    out.append(
            "<svg class=\"timebox\" viewBox=\"0 0 1000 %s\" role=\"img\"><title>"
                .formatted(number(118 + ROW * (rows.count() - 1))))
        .append(text(labels.timeline()))
        .append("</title>");
    List<Phase> phases = story.source().plan().timeBox().phases();
    if (phases.isEmpty()) {
      phase(0, "", Duration.ZERO, length);
    }
    for (int i = 0; i < phases.size(); i++) {
      Phase phase = phases.get(i);
      phase(i, story.source().redaction().hide(phase.title()), phase.from(), phase.to());
    }
    Optional<Instant> start = story.source().view().startedAt();
    start.ifPresent(at -> now(Duration.between(at, story.source().takenAt())));
    return out.append(milestones).append("</svg>").toString();
  }

  private void phase(int place, String title, Duration from, Duration to) {
    double left = x(from);
    double width = Math.max(0, x(to) - left);
    out.append(
        "<g class=\"phase p%d\"><rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"/>"
            .formatted(place % 4, number(left), number(TOP), number(width), number(BOTTOM - TOP)));
    out.append(
        "<svg x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><text x=\"6\" y=\"22\">%s</text><title>%s</title></svg></g>"
            .formatted(
                number(left),
                number(TOP),
                number(width),
                number(BOTTOM - TOP),
                text(title),
                text(title + " " + spelling.length(from) + " – " + spelling.length(to))));
  }

  private String milestone(Milestone point) {
    double x = x(point.at());
    String name = labels.mark(point.standing()) + " " + point.id();
    String when = point.dueAt().map(spelling::minute).orElse(labels.standing(point));
    LabelRows.Placed label = rows.place(x, WIDTH, 13, name, when);
    double down = ROW * label.row();
    String said =
        point.id()
            + " "
            + labels.standing(point)
            + ": "
            + (point.reason().isEmpty() ? point.expects() : point.reason());
    return "<g class=\"milestone %s\"><line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/><text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text><text class=\"small\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text><title>%s</title></g>"
        .formatted(
            point.standing().id(),
            number(x),
            number(TOP),
            number(x),
            number(BOTTOM + 8),
            number(x),
            number(BOTTOM + 24 + down),
            label.anchor(),
            text(name),
            number(x),
            number(BOTTOM + 40 + down),
            label.anchor(),
            text(when),
            text(said));
  }

  private void now(Duration passed) {
    double x = x(passed);
    String anchor = x > WIDTH / 2 ? "end" : "start";
    out.append(
        "<rect class=\"passed\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"6\"/><g class=\"now\"><path d=\"M%s %s l-6 -9 h12 z\"/><text x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text></g>"
            .formatted(
                number(LEFT),
                number(BOTTOM - 6),
                number(x - LEFT),
                number(x),
                number(TOP),
                number(x + (anchor.equals("end") ? -9 : 9)),
                number(TOP - 8),
                anchor,
                text(
                    labels.now()
                        + " "
                        + spelling.minute(story.source().takenAt())
                        + " · "
                        + spelling.length(passed))));
  }

  /** What is later than the time box stands at its end. */
  private double x(Duration at) {
    double share = length.isZero() ? 0 : (double) at.toMillis() / length.toMillis();
    return LEFT + (RIGHT - LEFT) * Math.clamp(share, 0, 1);
  }
}
