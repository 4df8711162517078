package io.nuwa.emergency.report.page;

import static io.nuwa.emergency.report.page.Html.text;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.report.story.Attempt;
import io.nuwa.emergency.report.story.BlockerStory;
import io.nuwa.emergency.report.story.GateStory;
import io.nuwa.emergency.report.story.Remedy;
import io.nuwa.emergency.report.story.Round;
import io.nuwa.emergency.report.story.Stretch;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.util.List;

/** What happened to each blocker, as HTML: its gates drawn, its attempts and remedies told. */
final class BlockerSections {
  private static final int ROUNDS = 40;
  private static final int OPEN_ROUNDS = 5;
  private static final int REMEDIES = 100;

  private final ReportCase one;
  private final Labels labels;
  private final Spelling spelling;
  private final Links links;

  BlockerSections(ReportCase one, Labels labels, Spelling spelling, Links links) {
    this.one = one;
    this.labels = labels;
    this.spelling = spelling;
    this.links = links;
  }

  String of(BlockerStory blocker) {
    var out = new StringBuilder();
    out.append("<h2><span class=\"")
        .append(ReportPage.tone(blocker.now()))
        .append("\">")
        .append(text(labels.mark(blocker.now())))
        .append("</span> ")
        .append(text(blocker.now().id() + " " + blocker.now().title()))
        .append("</h2><p><b class=\"")
        .append(ReportPage.tone(blocker.now()))
        .append("\">")
        .append(text(labels.status(blocker.now(), one.view().runningPid().isPresent())))
        .append("</b> · ")
        .append(text(blocker.now().owner()));
    blocker
        .assigned()
        .ifPresent(
            asked ->
                out.append(" · ")
                    .append(text(labels.assigned()))
                    .append(" <b>")
                    .append(text(asked.role()))
                    .append("</b> (")
                    .append(text(asked.kind()))
                    .append(')'));
    out.append("</p>");
    if (!blocker.now().note().isEmpty()) {
      out.append("<p class=\"soft\">").append(text(blocker.now().note())).append("</p>");
    }
    stretches(out, blocker.stretches());
    out.append("<div class=\"gates\">");
    blocker.gates().forEach(gate -> gate(out, gate));
    out.append("</div>");
    rounds(out, blocker.rounds());
    remedies(out, blocker.remedies());
    return out.append('\n').toString();
  }

  private void stretches(StringBuilder out, List<Stretch> stretches) {
    out.append("<ul class=\"plain\">");
    more(out, stretches.size(), ROUNDS);
    for (Stretch stretch : newest(stretches, ROUNDS)) {
      String tone = stretch.resolvedAt().isPresent() ? "good" : "bad";
      out.append("<li><span class=\"")
          .append(tone)
          .append("\">")
          .append(stretch.reopenedBy().isPresent() ? "▼" : "▶")
          .append("</span> ")
          .append(text(labels.sentence(stretch, spelling)))
          .append("</li>");
    }
    out.append("</ul>");
  }

  private void gate(StringBuilder out, GateStory gate) {
    out.append("<div class=\"gate\"><p><b>")
        .append(text(gate.title()))
        .append("</b> <span class=\"soft\">")
        .append(text(gate.success().map(t -> labels.success() + " " + t).orElse("")))
        .append(gate.alert().map(t -> " · " + text(labels.alert() + " " + t)).orElse(""))
        .append("</span></p>");
    out.append(GateChart.draw(gate, labels, spelling));
    if (gate.last().isEmpty()) {
      out.append("<p class=\"none\">").append(text(labels.unmeasured())).append("</p></div>");
      return;
    }
    GateStory.Mark last = gate.last().get();
    out.append("<p><b class=\"")
        .append(tone(last.verdict()))
        .append("\">")
        .append(text(labels.mark(last.verdict()) + " " + labels.verdict(last.verdict())))
        .append("</b> ")
        .append(text(last.text()))
        .append("</p><p class=\"soft\"><time>")
        .append(text(spelling.second(last.at())))
        .append("</time>")
        .append(" · ")
        .append(text(labels.readings(gate.marks().size())))
        .append(evidence(last.evidence()))
        .append("</p></div>");
  }

  private void rounds(StringBuilder out, List<Round> rounds) {
    if (rounds.isEmpty()) {
      return;
    }
    out.append("<h3>").append(text(labels.attempts())).append("</h3>");
    List<Round> shown = newest(rounds, ROUNDS);
    if (rounds.size() > ROUNDS) {
      out.append("<p class=\"soft\">")
          .append(text(labels.earlier(rounds.size() - ROUNDS)))
          .append("</p>");
    }
    for (int i = 0; i < shown.size(); i++) {
      Round round = shown.get(i);
      out.append(i >= shown.size() - OPEN_ROUNDS ? "<details open>" : "<details>")
          .append("<summary>")
          .append(text(labels.round(round.number()) + " · " + spelling.second(round.startedAt())))
          .append("</summary><ul class=\"plain\">");
      round.attempts().forEach(attempt -> attempt(out, attempt));
      out.append("</ul></details>");
    }
  }

  private void attempt(StringBuilder out, Attempt attempt) {
    out.append("<li><b class=\"")
        .append(tone(attempt.outcome()))
        .append("\">")
        .append(labels.mark(attempt.outcome()))
        .append("</b> <code>")
        .append(text(attempt.step() + (attempt.number() > 1 ? " #" + attempt.number() : "")))
        .append("</code> <span class=\"soft\">")
        .append(
            text(
                attempt
                    .endedAt()
                    .map(at -> spelling.length(Duration.between(attempt.startedAt(), at)))
                    .orElse(labels.outcome(attempt.outcome()))))
        .append("</span> ");
    attempt
        .failure()
        .ifPresent(kind -> out.append("<b class=\"bad\">").append(text(kind)).append("</b> "));
    out.append(text(attempt.text())).append(evidence(attempt.evidence())).append("</li>");
  }

  private void remedies(StringBuilder out, List<Remedy> remedies) {
    if (remedies.isEmpty()) {
      return;
    }
    out.append("<h3>").append(text(labels.remedies())).append("</h3><table><thead><tr>");
    List.of(labels.when(), labels.remedy(), labels.against(), labels.outcome(), labels.moved())
        .forEach(name -> out.append("<th>").append(text(name)).append("</th>"));
    out.append("</tr></thead><tbody>");
    for (Remedy remedy : newest(remedies, REMEDIES)) {
      out.append("<tr><td><time>")
          .append(text(spelling.second(remedy.at())))
          .append("</time></td><td><b>")
          .append(text(remedy.name()))
          .append("</b></td><td>")
          .append(text(remedy.subject() + " (" + remedy.kind() + ")"))
          .append("</td><td>")
          .append(text(remedy.outcome() + ": " + remedy.summary()))
          .append(evidence(remedy.evidence()))
          .append("</td><td class=\"")
          .append(remedy.moved().map(moved -> moved ? "good" : "bad").orElse("none"))
          .append("\">")
          .append(
              text(labels.moved(remedy) + (remedy.proof().isEmpty() ? "" : ": " + remedy.proof())))
          .append("</td></tr>");
    }
    out.append("</tbody></table>");
  }

  private String evidence(List<EvidenceRef> references) {
    var out = new StringBuilder();
    for (EvidenceRef reference : references) {
      String name = text(one.redaction().hide(reference.name()));
      one.link(reference)
          .ifPresentOrElse(
              file ->
                  out.append(" <a href=\"")
                      .append(text(links.to(file)))
                      .append("\">")
                      .append(name)
                      .append("</a>"),
              () ->
                  out.append(" <span class=\"none\">")
                      .append(name)
                      .append(" (")
                      .append(text(labels.gone(one.unreadable())))
                      .append(")</span>"));
    }
    return out.toString();
  }

  private void more(StringBuilder out, int all, int most) {
    if (all > most) {
      out.append("<li class=\"soft\">").append(text(labels.earlier(all - most))).append("</li>");
    }
  }

  private static <T> List<T> newest(List<T> all, int most) {
    return all.subList(Math.max(0, all.size() - most), all.size());
  }

  private static String tone(Verdict verdict) {
    return switch (verdict) {
      case PASS -> "good";
      case WARN -> "warn";
      case ALERT -> "bad";
      case UNKNOWN -> "none";
    };
  }

  private static String tone(Attempt.Outcome outcome) {
    return switch (outcome) {
      case DONE -> "good";
      case SKIPPED -> "none";
      case FAILED -> "bad";
      case IN_FLIGHT -> "busy";
      case CUT_OFF -> "warn";
    };
  }
}
