package io.nuwa.emergency.report.page;

import static io.nuwa.emergency.report.MarkdownText.inline;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.report.story.Attempt;
import io.nuwa.emergency.report.story.BlockerStory;
import io.nuwa.emergency.report.story.Figures;
import io.nuwa.emergency.report.story.GateStory;
import io.nuwa.emergency.report.story.Milestone;
import io.nuwa.emergency.report.story.Remedy;
import io.nuwa.emergency.report.story.Round;
import io.nuwa.emergency.report.story.RunStory;
import io.nuwa.emergency.report.story.Stretch;
import io.nuwa.emergency.run.EvidenceRef;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;

/** A report for people, as Markdown. */
public final class ReportMarkdown {
  private static final int LINE = 300;
  private static final int NAME = 80;
  private static final int ROUNDS = 20;
  private static final int REMEDIES = 40;
  private static final int MOMENTS = 80;
  private static final int READINGS = 6;

  private final RunStory story;
  private final ReportCase one;
  private final Spelling spelling;
  private final Labels labels;
  private final Links links;
  private final StringBuilder out = new StringBuilder();

  private ReportMarkdown(RunStory story, Wording wording, ZoneId zone, Links links) {
    this.story = story;
    this.one = story.source();
    this.spelling = new Spelling(wording, zone);
    this.labels = new Labels(wording);
    this.links = links;
  }

  /** The report, a newline at its end. */
  public static String render(RunStory story, Wording wording, ZoneId zone, Links links) {
    var report = new ReportMarkdown(story, wording, zone, links);
    report.head();
    report.checkpoints();
    story.blockers().forEach(report::blocker);
    report.moments();
    report.pictures();
    return report.out.toString();
  }

  private void head() {
    StatusView view = one.view();
    line("# " + inline(story.title(), NAME) + " – " + labels.report());
    line("");
    line("| | |");
    line("|---|---|");
    row(labels.decision(), labels.decided(view, one.takenAt(), spelling));
    row(labels.verified(), view.verified() + " / " + view.blockers().size());
    row(labels.started(), view.startedAt().map(spelling::second).orElse(labels.noRun()));
    row(labels.taken(), spelling.second(one.takenAt()) + " (" + spelling.zone() + ")");
    view.startedAt()
        .ifPresent(
            at ->
                row(
                    labels.elapsed(),
                    spelling.length(Duration.between(at, one.takenAt()))
                        + " / "
                        + spelling.length(view.timeBox())));
    view.nextCheck().ifPresent(at -> row(labels.nextCheck(), spelling.second(at)));
    view.run().ifPresent(run -> row(labels.run(), inline(run, NAME)));
    row(labels.plan(), inline(one.redaction().hide(one.plan().source()), LINE));
    Figures figures = Figures.of(story.blockers());
    row(labels.figures(), labels.sentence(figures, spelling));
    line("");
    story.reasons().forEach(reason -> line("- " + inline(reason, LINE)));
    story.warnings().forEach(warning -> line("- ⚠ " + inline(warning, LINE)));
    line("");
  }

  private void checkpoints() {
    if (story.milestones().isEmpty()) {
      return;
    }
    line("## " + labels.checkpoints());
    line("");
    line(table(labels.checkpoint(), labels.due(), labels.standing(), labels.what()));
    line("|---|---|---|---|");
    for (Milestone point : story.milestones()) {
      String due = point.dueAt().map(spelling::second).orElse("+" + spelling.length(point.at()));
      line(
          table(
              inline(point.id(), NAME),
              due,
              labels.mark(point.standing()) + " " + labels.standing(point),
              inline(point.reason().isEmpty() ? point.expects() : point.reason(), LINE)));
    }
    line("");
  }

  private void blocker(BlockerStory blocker) {
    BlockerView now = blocker.now();
    line("## " + inline(now.id(), NAME) + " " + inline(now.title(), NAME));
    line("");
    line(
        labels.mark(now)
            + " **"
            + labels.status(now, story.source().view().runningPid().isPresent())
            + "** · "
            + inline(now.owner(), NAME)
            + (now.note().isEmpty() ? "" : " · " + inline(now.note(), LINE)));
    blocker
        .assigned()
        .ifPresent(
            asked ->
                line(
                    "\n"
                        + labels.assigned()
                        + ": **"
                        + inline(asked.role(), NAME)
                        + "** ("
                        + inline(asked.kind(), NAME)
                        + ")"));
    line("");
    stretches(blocker);
    gates(blocker);
    rounds(blocker);
    remedies(blocker);
  }

  private void stretches(BlockerStory blocker) {
    for (Stretch stretch : newest(blocker.stretches(), ROUNDS)) {
      line("- " + inline(labels.sentence(stretch, spelling), LINE));
    }
    if (!blocker.stretches().isEmpty()) {
      line("");
    }
  }

  private void gates(BlockerStory blocker) {
    line(
        table(
            labels.gate(),
            labels.success(),
            labels.alert(),
            labels.lastReading(),
            labels.measured(),
            labels.before()));
    line("|---|---|---|---|---|---|");
    for (GateStory gate : blocker.gates()) {
      line(
          table(
              inline(gate.title(), NAME),
              gate.success().map(t -> inline(t.toString(), NAME)).orElse(""),
              gate.alert().map(t -> inline(t.toString(), NAME)).orElse(""),
              gate.last()
                  .map(
                      m ->
                          labels.mark(m.verdict())
                              + " "
                              + inline(m.text(), LINE)
                              + evidence(m.evidence()))
                  .orElse(labels.unmeasured()),
              gate.last().map(m -> spelling.second(m.at())).orElse(""),
              before(gate)));
    }
    line("");
  }

  private String before(GateStory gate) {
    List<GateStory.Mark> marks = gate.marks();
    if (marks.size() < 2) {
      return "";
    }
    return newest(marks.subList(0, marks.size() - 1), READINGS).stream()
        .map(mark -> labels.mark(mark.verdict()) + " " + spelling.number(mark.value()))
        .collect(Collectors.joining(", "));
  }

  private void rounds(BlockerStory blocker) {
    more(blocker.rounds().size(), ROUNDS);
    for (Round round : newest(blocker.rounds(), ROUNDS)) {
      line("**" + labels.round(round.number()) + "** · " + spelling.second(round.startedAt()));
      line("");
      for (Attempt attempt : round.attempts()) {
        line(
            "- "
                + labels.mark(attempt.outcome())
                + " "
                + inline(attempt.step(), NAME)
                + (attempt.number() > 1 ? " #" + attempt.number() : "")
                + attempt
                    .endedAt()
                    .map(at -> " · " + spelling.length(Duration.between(attempt.startedAt(), at)))
                    .orElse(" · " + labels.outcome(attempt.outcome()))
                + attempt.failure().map(kind -> " · `" + kind + "`").orElse("")
                + (attempt.text().isEmpty() ? "" : " · " + inline(attempt.text(), LINE))
                + evidence(attempt.evidence()));
      }
      line("");
    }
  }

  private void remedies(BlockerStory blocker) {
    if (blocker.remedies().isEmpty()) {
      return;
    }
    more(blocker.remedies().size(), REMEDIES);
    line(table(labels.remedy(), labels.against(), labels.outcome(), labels.moved(), labels.when()));
    line("|---|---|---|---|---|");
    for (Remedy remedy : newest(blocker.remedies(), REMEDIES)) {
      line(
          table(
              inline(remedy.name(), NAME),
              inline(remedy.subject() + " (" + remedy.kind() + ")", LINE),
              inline(remedy.outcome() + ": " + remedy.summary(), LINE)
                  + evidence(remedy.evidence()),
              labels.moved(remedy)
                  + (remedy.proof().isEmpty() ? "" : ": " + inline(remedy.proof(), LINE)),
              spelling.second(remedy.at())));
    }
    line("");
  }

  private void moments() {
    if (story.moments().isEmpty()) {
      return;
    }
    line("## " + labels.moments());
    line("");
    more(story.moments().size(), MOMENTS);
    for (RunStory.Moment moment : newest(story.moments(), MOMENTS)) {
      line(
          "- "
              + spelling.second(moment.at())
              + " "
              + moment.blocker().map(id -> inline(id, NAME) + " ").orElse("")
              + inline(moment.text(), LINE));
    }
    line("");
  }

  private void pictures() {
    if (one.pictures().isEmpty()) {
      return;
    }
    line("## " + labels.pictures());
    line("");
    for (ReportCase.Picture picture : one.pictures()) {
      line(
          "- "
              + spelling.second(picture.takenAt())
              + " ["
              + inline(picture.label(), NAME)
              + "]("
              + links.to(picture.file())
              + ")");
    }
    line("");
  }

  private String evidence(List<EvidenceRef> references) {
    return references.stream()
        .map(
            reference ->
                one.link(reference)
                    .map(
                        file ->
                            " [" + inline(hidden(reference), NAME) + "](" + links.to(file) + ")")
                    .orElse(
                        " "
                            + inline(hidden(reference), NAME)
                            + " ("
                            + labels.gone(one.unreadable())
                            + ")"))
        .collect(Collectors.joining());
  }

  private String hidden(EvidenceRef reference) {
    return one.redaction().hide(reference.name());
  }

  private void more(int all, int shown) {
    if (all > shown) {
      line("- … " + labels.earlier(all - shown));
      line("");
    }
  }

  private static <T> List<T> newest(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private void row(String name, String value) {
    line(table(name, value));
  }

  private static String table(String... cells) {
    return "| " + String.join(" | ", cells) + " |";
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
