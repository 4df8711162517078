package io.nuwa.emergency.report.page;

import static io.nuwa.emergency.report.page.Html.text;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.report.story.Figures;
import io.nuwa.emergency.report.story.Milestone;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.run.Decision;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;

/**
 * A report for people as one HTML file: no script, nothing from elsewhere, drawings inside. Its
 * policy for contents forbids a browser whatever an escaped text might still try.
 */
public final class ReportPage {
  private static final int MOMENTS = 200;

  private final RunStory story;
  private final ReportCase one;
  private final Labels labels;
  private final Spelling spelling;
  private final Links links;
  private final StringBuilder out = new StringBuilder();

  private ReportPage(RunStory story, Wording wording, ZoneId zone, Links links) {
    this.story = story;
    this.one = story.source();
    this.labels = new Labels(wording);
    this.spelling = new Spelling(wording, zone);
    this.links = links;
  }

  /** The file's text. */
  public static String render(RunStory story, Wording wording, ZoneId zone, Links links) {
    var page = new ReportPage(story, wording, zone, links);
    page.head();
    page.summary();
    page.timeline();
    page.checkpoints();
    var sections = new BlockerSections(page.one, page.labels, page.spelling, links);
    story.blockers().forEach(blocker -> page.out.append(sections.of(blocker)));
    page.moments();
    page.out.append(new PictureSection(page.one, page.labels, page.spelling, links).html());
    page.foot();
    return page.out.toString();
  }

  private void head() {
    out.append("<!DOCTYPE html>\n<html lang=\"")
        .append(spelling.wording() == Wording.ZH ? "zh" : "en")
        .append("\"><head><meta charset=\"utf-8\">")
        .append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ")
        .append("style-src 'unsafe-inline'; img-src data:\">")
        .append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .append("<title>")
        .append(text(story.title() + " – " + labels.report()))
        .append("</title><style>")
        .append(style())
        .append("</style></head><body>\n");
  }

  private void summary() {
    StatusView view = one.view();
    tag("h1", story.title() + " – " + labels.report());
    out.append("<p class=\"soft\">")
        .append(
            text(
                labels.taken()
                    + " "
                    + spelling.second(one.takenAt())
                    + " ("
                    + spelling.zone()
                    + ")"))
        .append(view.run().map(run -> " · " + text(labels.run() + " " + run)).orElse(""))
        .append(" · ")
        .append(text(labels.plan() + " " + one.redaction().hide(one.plan().source())))
        .append("</p><div class=\"cards\">");
    card(labels.decision(), labels.decided(view, one.takenAt(), spelling), tone(view.decision()));
    card(
        labels.verified(),
        view.verified() + " / " + view.blockers().size(),
        view.allVerified() ? "good" : "warn");
    view.startedAt()
        .ifPresentOrElse(
            at -> {
              card(labels.started(), spelling.minute(at), "");
              card(
                  labels.elapsed() + " / " + spelling.length(view.timeBox()),
                  spelling.length(Duration.between(at, one.takenAt())),
                  one.takenAt().isAfter(at.plus(view.timeBox())) ? "bad" : "");
            },
            () -> card(labels.started(), labels.noRun(), "none"));
    view.nextCheck().ifPresent(at -> card(labels.nextCheck(), spelling.minute(at), ""));
    out.append("</div>");
    out.append("<p>")
        .append(text(labels.sentence(Figures.of(story.blockers()), spelling)))
        .append("</p>");
    list(story.reasons(), "");
    if (!story.warnings().isEmpty()) {
      out.append("<div class=\"notes\"><p><b>").append(text(labels.warnings())).append("</b></p>");
      story.warnings().forEach(warning -> tag("p", warning));
      out.append("</div>");
    }
  }

  private void timeline() {
    tag("h2", labels.timeline());
    out.append(TimeBoxDrawing.draw(story, labels, spelling));
    String work = WorkDrawing.draw(story, labels, spelling);
    if (!work.isEmpty()) {
      out.append(work).append("<p class=\"legend\">");
      legend("l-done", labels.legendDone());
      legend("l-failed", labels.legendFailed());
      legend("l-open", labels.legendOpen());
      legend("l-green", labels.legendGreen());
      out.append("<span>").append(text(labels.legendSigns())).append("</span></p>");
    }
  }

  private void legend(String kind, String words) {
    out.append("<span><i class=\"")
        .append(kind)
        .append("\"></i>")
        .append(text(words))
        .append("</span>");
  }

  private void checkpoints() {
    if (story.milestones().isEmpty()) {
      return;
    }
    tag("h2", labels.checkpoints());
    out.append("<table><thead><tr>");
    List.of(labels.checkpoint(), labels.due(), labels.standing(), labels.what())
        .forEach(name -> tag("th", name));
    out.append("</tr></thead><tbody>");
    for (Milestone point : story.milestones()) {
      out.append("<tr>");
      tag("td", point.id());
      tag("td", point.dueAt().map(spelling::second).orElse("+" + spelling.length(point.at())));
      out.append("<td class=\"").append(tone(point)).append("\">");
      out.append(text(labels.mark(point.standing()) + " " + labels.standing(point)))
          .append("</td>");
      tag("td", point.reason().isEmpty() ? point.expects() : point.reason());
      out.append("</tr>");
    }
    out.append("</tbody></table>");
  }

  private void moments() {
    if (story.moments().isEmpty()) {
      return;
    }
    List<RunStory.Moment> all = story.moments();
    tag("h2", labels.moments());
    if (all.size() > MOMENTS) {
      tag("p", labels.earlier(all.size() - MOMENTS));
    }
    out.append("<ul class=\"plain\">");
    for (RunStory.Moment moment : all.subList(Math.max(0, all.size() - MOMENTS), all.size())) {
      out.append("<li><time>").append(text(spelling.second(moment.at()))).append("</time> ");
      moment.blocker().ifPresent(id -> out.append("<b>").append(text(id)).append("</b> "));
      out.append(text(moment.text())).append("</li>");
    }
    out.append("</ul>");
  }

  private void foot() {
    out.append("<footer>")
        .append(text(labels.source(one.state().map(run -> run.sequence()).orElse(0L))))
        .append(" <a href=\"")
        .append(links.to("promptx/memory/journal.jsonl"))
        .append("\">promptx/memory/journal.jsonl</a></footer>\n</body></html>\n");
  }

  private void card(String name, String value, String tone) {
    out.append("<div class=\"card\"><b class=\"")
        .append(tone)
        .append("\">")
        .append(text(value))
        .append("</b><span>")
        .append(text(name))
        .append("</span></div>");
  }

  private void list(List<String> lines, String kind) {
    if (lines.isEmpty()) {
      return;
    }
    out.append("<ul class=\"").append(kind).append("\">");
    lines.forEach(line -> tag("li", line));
    out.append("</ul>");
  }

  private void tag(String name, String content) {
    out.append('<')
        .append(name)
        .append('>')
        .append(text(content))
        .append("</")
        .append(name)
        .append('>');
  }

  private static String tone(Decision decision) {
    return switch (decision) {
      case GO -> "good";
      case NO_GO -> "bad";
      case UNDECIDED -> "warn";
    };
  }

  private static String tone(Milestone point) {
    return switch (point.standing()) {
      case MET -> "good";
      case MISSED -> "bad";
      case DUE -> "warn";
      case AHEAD -> "soft";
    };
  }

  static String tone(BlockerView blocker) {
    return switch (blocker.status()) {
      case PENDING -> "none";
      case IN_PROGRESS -> "busy";
      case PARTIALLY_RESOLVED -> "warn";
      case RESOLVED -> blocker.verified() ? "good" : "warn";
      case FAILED -> "bad";
    };
  }

  private static String style() {
    try (InputStream stream = ReportPage.class.getResourceAsStream("/report/report.css")) {
      if (stream == null) {
        throw new IOException("this build holds no report/report.css");
      }
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
