package io.nuwa.emergency.report;

import io.nuwa.emergency.control.DiagnosisCase;
import io.nuwa.emergency.control.DiagnosisCase.Testimony;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.run.DiagnosisName;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A diagnosis for people: its first lines say it all, the rest is there to be looked up. */
final class DiagnosisMarkdown {
  private static final int LINE = 300;
  private static final int TEXT_LINES = 30;
  private static final int LOG_LINES = 25;
  private static final int JOURNAL_LINES = 80;
  private static final int READINGS = 12;
  private static final int HEADLINES = 2;
  private static final int HEADLINE = 150;

  private final DiagnosisCase one;
  private final BlockerHistory history;
  private final StringBuilder out = new StringBuilder();

  DiagnosisMarkdown(DiagnosisCase one) {
    this.one = one;
    this.history = BlockerHistory.of(one.blocker(), one.entries());
  }

  String render() {
    line("# " + inline(title()));
    line("");
    summary();
    steps();
    glance();
    tried();
    gates();
    testimony();
    failureText();
    journal();
    return out.toString();
  }

  /** What stdout says of it: the same first lines, without Markdown's signs. */
  String spoken() {
    var lines = new ArrayList<String>();
    lines.add(title());
    facts()
        .forEach(
            (name, text) ->
                lines.add(
                    "  " + name + ": " + MarkdownText.shortened(MarkdownText.oneLine(text), LINE)));
    return String.join("\n", lines);
  }

  private String title() {
    String failed = one.failure().map(note -> " — " + note.kind().id()).orElse("");
    String name = one.title().isEmpty() ? one.blocker() : one.blocker() + " " + one.title();
    if (one.status() != Status.RESOLVED) {
      return name + ": not resolved" + failed;
    }
    return name + (red() ? ": recorded as resolved, red now" + failed : ": resolved");
  }

  private boolean red() {
    return one.gates().stream()
        .anyMatch(gate -> gate.verdict().filter(v -> v == Verdict.PASS).isEmpty());
  }

  private void summary() {
    facts().forEach((name, text) -> line("- **" + name + "** " + inline(text)));
    line("");
  }

  /** What a tired reader must know, in this order. */
  private Map<String, String> facts() {
    var facts = new java.util.LinkedHashMap<String, String>();
    facts.put("What", one.failure().map(FailureNote::summary).orElse("nothing has failed"));
    facts.put("Since", since());
    one.failure()
        .flatMap(note -> RecognisedLine.of(note, one.failureText()))
        .ifPresent(
            seen ->
                facts.put(
                    "By the text",
                    seen.line() + seen.source().map(s -> "  (as " + s + " says it)").orElse("")));
    facts.put("Tried", triedShort());
    facts.put("Gates", gatesShort());
    facts.put("Seen", seenShort());
    List<NextStep> next = NextSteps.of(one);
    NextStep first = next.getFirst();
    facts.put("Next", first.text() + (first.command().isEmpty() ? "" : ": " + first.command()));
    facts.put("Ask", one.asked() + (one.duty().isEmpty() ? "" : ", " + one.duty()));
    return facts;
  }

  private String since() {
    String taken = "looked at " + at(one.takenAt()) + (one.byHand() ? " by hand" : "");
    String run = one.run().map(id -> ", run " + id).orElse(", no run is recorded");
    return history
            .since()
            .map(
                first ->
                    "%s (%s; failed %s since it was last green); "
                        .formatted(
                            at(first),
                            length(Duration.between(first, one.takenAt())),
                            history.failures() == 1 ? "once" : history.failures() + " times"))
            .orElse(red() && one.byHand() ? "red for the first time now; " : "")
        + taken
        + run;
  }

  private String triedShort() {
    return history.tried().isEmpty()
        ? "nothing: no remedy of the plan's ladder was applied"
        : history.tried().stream()
            .map(
                one ->
                    one.remedy()
                        + " "
                        + one.moved()
                            .map(moved -> moved ? "(moved it)" : "(moved nothing)")
                            .orElse("(" + one.outcome() + ")"))
            .collect(Collectors.joining(", "));
  }

  private String gatesShort() {
    if (one.gates().isEmpty()) {
      return "not measured yet";
    }
    List<GateView> wrong =
        one.gates().stream()
            .filter(gate -> gate.verdict().filter(v -> v == Verdict.PASS).isEmpty())
            .toList();
    String passing = (one.gates().size() - wrong.size()) + " of " + one.gates().size() + " pass";
    return wrong.isEmpty()
        ? passing
        : passing
            + "; "
            + wrong.stream()
                .map(gate -> gate.id() + " " + verdict(gate) + ": " + gate.text())
                .collect(Collectors.joining("; "));
  }

  private String seenShort() {
    String seen =
        Relevance.of(one).stream()
            .limit(HEADLINES)
            .map(DiagnosisMarkdown::headline)
            .map(headline -> MarkdownText.shortened(headline, HEADLINE))
            .collect(Collectors.joining(" · "));
    return seen.isEmpty() ? "nothing: no feature of this plan has anything to tell" : seen;
  }

  private void glance() {
    line("## At a glance");
    line("");
    for (Testimony seen : Relevance.of(one)) {
      line(
          "- [%s](%s): %s"
              .formatted(
                  inline(seen.name()),
                  DiagnosisName.fileName(seen.name()),
                  inline(headline(seen))));
    }
    line("");
  }

  private void steps() {
    line("## Next steps");
    line("");
    int number = 1;
    for (NextStep step : NextSteps.of(one)) {
      line(
          number++
              + ". "
              + inline(step.text())
              + (step.command().isEmpty() ? "" : ": " + MarkdownText.code(step.command(), LINE)));
    }
    line(number + ". Ask **" + inline(one.asked()) + "**: hand over the zip beside this folder.");
    line("");
  }

  private void tried() {
    line("## What was tried, and what it moved");
    line("");
    if (history.tried().isEmpty()) {
      line("Nothing.");
    }
    for (BlockerHistory.Tried tried : history.tried()) {
      String moved = tried.moved().map(m -> m ? "moved" : "**moved nothing**").orElse("not judged");
      line(
          "- %s %s against %s: %s, %s. %s"
              .formatted(
                  time(tried.at()),
                  MarkdownText.code(tried.remedy(), LINE),
                  inline(tried.subject()),
                  tried.outcome(),
                  moved,
                  inline(tried.summary())));
      if (!tried.proof().isEmpty()) {
        line("  " + inline(tried.proof()));
      }
    }
    line("");
  }

  private void gates() {
    line("## Gates over time");
    line("");
    for (GateView gate : one.gates()) {
      line("- **%s** %s".formatted(inline(gate.id()), inline(gate.title())));
      List<Reading> readings = history.readings().getOrDefault(gate.id(), List.of());
      if (readings.size() > READINGS) {
        line("  - (%d earlier readings are left out)".formatted(readings.size() - READINGS));
      }
      readings.stream()
          .skip(Math.max(0, readings.size() - READINGS))
          .forEach(
              reading ->
                  line(
                      "  - %s %s: %s"
                          .formatted(
                              time(reading.at()), reading.verdict().id(), inline(reading.text()))));
      if (one.byHand() || readings.isEmpty()) {
        line("  - now %s: %s".formatted(verdict(gate), inline(gate.text())));
      }
    }
    line(one.gates().isEmpty() ? "Not measured yet.\n" : "");
  }

  private void testimony() {
    line("## What the system looks like");
    line("");
    for (Testimony seen : one.testimony()) {
      if (seen.name().endsWith(".json")) {
        line("### " + inline(seen.name()));
        line("");
        line("The whole of it is in the file of this name.");
        line("");
        continue;
      }
      line("### " + inline(seen.name()));
      line("");
      line(
          MarkdownText.block(
              isLog(seen) ? last(MarkdownText.folded(seen.text())) : first(seen.text())));
    }
  }

  private void failureText() {
    if (!one.failureText().isBlank()) {
      line("## The failure's text");
      line("");
      line(MarkdownText.block(first(one.failureText())));
    }
  }

  private void journal() {
    line("## Journal");
    line("");
    List<Entry> lines = history.lines();
    if (lines.isEmpty()) {
      line("No run of this blocker is recorded.");
      return;
    }
    int skipped = Math.max(0, lines.size() - JOURNAL_LINES);
    var text = new StringBuilder();
    if (skipped > 0) {
      text.append("[").append(skipped).append(" earlier lines are left out here]\n");
    }
    lines.stream().skip(skipped).forEach(entry -> text.append(journalLine(entry)).append('\n'));
    line(MarkdownText.block(text.toString()));
  }

  static String journalLine(Entry entry) {
    return "%4d %s %s"
        .formatted(
            entry.sequence(), time(entry.at()), MarkdownText.oneLine(EventLine.of(entry.event())));
  }

  static String headline(Testimony seen) {
    return seen.text().lines().findFirst().orElse("(empty)");
  }

  private static boolean isLog(Testimony seen) {
    return seen.name().startsWith("log-");
  }

  private static String first(String text) {
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(0, Math.min(TEXT_LINES, lines.size())))
        + (lines.size() > TEXT_LINES
            ? "\n[%d more lines are in the file]".formatted(lines.size() - TEXT_LINES)
            : "");
  }

  /** The heading of a log, and its last lines. */
  private static String last(String text) {
    List<String> lines = text.lines().toList();
    if (lines.size() <= LOG_LINES + 1) {
      return text;
    }
    return lines.getFirst()
        + "\n[%d earlier lines are in the file]\n".formatted(lines.size() - 1 - LOG_LINES)
        + String.join("\n", lines.subList(lines.size() - LOG_LINES, lines.size()));
  }

  private static String verdict(GateView gate) {
    return gate.verdict().map(Verdict::id).orElse("not measured");
  }

  private static String at(Instant instant) {
    return instant
        .truncatedTo(ChronoUnit.SECONDS)
        .toString()
        .replace("T", " ")
        .replace("Z", " UTC");
  }

  private static String time(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS).toString();
  }

  private static String length(Duration duration) {
    long minutes = duration.toMinutes();
    return minutes < 1
        ? duration.toSeconds() + " s"
        : minutes < 120 ? minutes + " min" : duration.toHours() + " h " + minutes % 60 + " min";
  }

  private static String inline(String text) {
    return MarkdownText.inline(text, LINE);
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
