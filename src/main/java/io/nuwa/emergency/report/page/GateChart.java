package io.nuwa.emergency.report.page;

import static io.nuwa.emergency.report.page.Html.number;
import static io.nuwa.emergency.report.page.Html.text;

import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.report.story.GateStory;
import io.nuwa.emergency.report.story.GateStory.Mark;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * The readings of a gate over time, with its thresholds. What could not be measured is a gap with a
 * question mark below, never a zero.
 */
final class GateChart {
  /** More would not be told apart at this size. */
  static final int NEWEST = 200;

  private static final double WIDTH = 360;
  private static final double HEIGHT = 120;
  private static final double LEFT = 10;
  private static final double RIGHT = WIDTH - 62;
  private static final double TOP = 12;
  private static final double BOTTOM = 84;
  private static final double UNKNOWN_Y = 97;

  private final GateStory gate;
  private final List<Mark> marks;
  private final Labels labels;
  private final Spelling spelling;
  private final Axis axis;
  private final double least;
  private final double most;
  private final StringBuilder out = new StringBuilder();

  private GateChart(GateStory gate, Labels labels, Spelling spelling) {
    this.gate = gate;
    this.marks =
        gate.marks().subList(Math.max(0, gate.marks().size() - NEWEST), gate.marks().size());
    this.labels = labels;
    this.spelling = spelling;
    this.axis = Axis.over(marks.stream().map(Mark::at).toList(), LEFT, RIGHT);
    var summary =
        DoubleStream.concat(
                marks.stream().flatMapToDouble(mark -> mark.value().stream()),
                thresholds().stream().mapToDouble(Threshold::bound))
            .summaryStatistics();
    boolean flat = summary.getCount() == 0 || summary.getMax() <= summary.getMin();
    double middle = summary.getCount() == 0 ? 0 : summary.getMin();
    this.least = flat ? middle - 1 : summary.getMin();
    this.most = flat ? middle + 1 : summary.getMax();
  }

  /** The drawing; nothing for a gate that was never measured. */
  static String draw(GateStory gate, Labels labels, Spelling spelling) {
    return gate.marks().isEmpty() ? "" : new GateChart(gate, labels, spelling).draw();
  }

  private String draw() {
    out.append("<svg class=\"chart\" viewBox=\"0 0 ")
        .append(number(WIDTH))
        .append(' ')
        .append(number(HEIGHT))
        .append("\" role=\"img\"><title>")
        .append(text(gate.title()))
        .append("</title>");
    line("frame", LEFT, BOTTOM, RIGHT, BOTTOM);
    axis.gaps()
        .forEach(
            gap ->
                out.append(
                    "<rect class=\"cut\" x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\"><title>%s</title></rect>"
                        .formatted(
                            number(gap.begin() + 6),
                            number(TOP),
                            number(gap.end() - gap.begin() - 12),
                            number(BOTTOM - TOP),
                            text(spelling.length(gap.length())))));
    thresholds(gate.success(), gate.alert());
    segments().forEach(this::polyline);
    marks.forEach(this::mark);
    label("tick", LEFT, HEIGHT - 4, "start", spelling.minute(marks.getFirst().at()));
    if (marks.size() > 1) {
      label("tick", RIGHT, HEIGHT - 4, "end", spelling.minute(marks.getLast().at()));
    }
    return out.append("</svg>").toString();
  }

  private void thresholds(Optional<Threshold> success, Optional<Threshold> alert) {
    boolean same =
        success.isPresent()
            && alert.isPresent()
            && Math.abs(y(success.get().bound()) - y(alert.get().bound())) < 11;
    success.ifPresent(t -> threshold("success", t, same ? -4 : 3));
    alert.ifPresent(t -> threshold("alert", t, same ? 9 : 3));
  }

  private void threshold(String kind, Threshold threshold, double down) {
    double y = y(threshold.bound());
    line("threshold " + kind, LEFT, y, RIGHT, y);
    label("bound " + kind, RIGHT + 5, y + down, "start", threshold.toString());
  }

  private List<Threshold> thresholds() {
    var thresholds = new ArrayList<Threshold>();
    gate.success().ifPresent(thresholds::add);
    gate.alert().ifPresent(thresholds::add);
    return thresholds;
  }

  /** Readings with numbers that follow each other without an unknown one or a cut between them. */
  private List<List<Mark>> segments() {
    var segments = new ArrayList<List<Mark>>();
    var segment = new ArrayList<Mark>();
    for (Mark mark : marks) {
      boolean joined = segment.isEmpty() || axis.joins(segment.getLast().at(), mark.at());
      if (mark.value().isEmpty() || !joined) {
        segments.add(List.copyOf(segment));
        segment.clear();
      }
      if (mark.value().isPresent()) {
        segment.add(mark);
      }
    }
    segments.add(segment);
    return segments;
  }

  private void polyline(List<Mark> segment) {
    if (segment.size() < 2) {
      return;
    }
    out.append("<polyline class=\"line\" points=\"");
    segment.forEach(
        mark ->
            out.append(number(x(mark.at())))
                .append(',')
                .append(number(y(mark.value().orElseThrow())))
                .append(' '));
    out.append("\"/>");
  }

  private void mark(Mark mark) {
    String said =
        "<title>"
            + text(
                spelling.second(mark.at())
                    + " "
                    + labels.verdict(mark.verdict())
                    + " "
                    + spelling.number(mark.value())
                    + " – "
                    + mark.text())
            + "</title>";
    String x = number(x(mark.at()));
    if (mark.value().isEmpty()) {
      out.append(
          "<g class=\"unknown\"><line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/><text x=\"%s\" y=\"%s\" text-anchor=\"middle\">?</text>%s</g>"
              .formatted(x, number(TOP), x, number(BOTTOM), x, number(UNKNOWN_Y), said));
      return;
    }
    out.append(
        "<circle class=\"point %s\" cx=\"%s\" cy=\"%s\" r=\"3.4\">%s</circle>"
            .formatted(mark.verdict().id(), x, number(y(mark.value().getAsDouble())), said));
  }

  private double x(Instant at) {
    return axis.x(at);
  }

  private double y(double value) {
    double share = Math.clamp((value - least) / (most - least), 0, 1);
    return BOTTOM - 8 - (BOTTOM - TOP - 14) * share;
  }

  private void line(String kind, double x1, double y1, double x2, double y2) {
    out.append(
        "<line class=\"%s\" x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\"/>"
            .formatted(kind, number(x1), number(y1), number(x2), number(y2)));
  }

  private void label(String kind, double x, double y, String anchor, String words) {
    out.append(
        "<text class=\"%s\" x=\"%s\" y=\"%s\" text-anchor=\"%s\">%s</text>"
            .formatted(kind, number(x), number(y), anchor, text(words)));
  }
}
