package io.nuwa.emergency.report;

import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the journal tells of one blocker since it was last green.
 *
 * @param since when it failed first since then; empty when it did not
 * @param failures how many steps failed and gates did not pass since then
 * @param tried each remedy that was tried since then, and what it moved
 * @param readings of each gate over the whole run, in order
 * @param lines the entries that concern it or the run
 */
record BlockerHistory(
    Optional<Instant> since,
    int failures,
    List<Tried> tried,
    Map<String, List<Reading>> readings,
    List<Entry> lines) {

  /**
   * A remedy at work.
   *
   * @param subject what it was tried against
   * @param moved empty when it was not judged
   * @param proof what was seen before and after; empty when it was not judged
   */
  record Tried(
      Instant at,
      String remedy,
      String subject,
      String outcome,
      String summary,
      Optional<Boolean> moved,
      String proof) {
    private Tried judged(Event.RemedyJudged verdict) {
      return new Tried(
          at, remedy, subject, outcome, summary, Optional.of(verdict.moved()), verdict.text());
    }
  }

  static BlockerHistory of(String blocker, List<Entry> entries) {
    Optional<Instant> since = Optional.empty();
    int failures = 0;
    var tried = new ArrayList<Tried>();
    var readings = new LinkedHashMap<String, List<Reading>>();
    var lines = new ArrayList<Entry>();
    for (Entry entry : entries) {
      Optional<String> owner = EventLine.blocker(entry.event());
      if (owner.isPresent() && !owner.get().equals(blocker)) {
        continue;
      }
      lines.add(entry);
      if (entry.event() instanceof Event.BlockerResolved) {
        since = Optional.empty();
        failures = 0;
        tried.clear();
      }
      if (entry.event() instanceof Event.GateMeasured e) {
        readings.computeIfAbsent(e.gate(), gate -> new ArrayList<>()).add(e.reading());
      }
      if (isFailure(entry.event())) {
        since = since.or(() -> Optional.of(entry.at()));
        failures++;
      }
      note(entry, tried);
    }
    return new BlockerHistory(since, failures, tried, readings, lines);
  }

  private static boolean isFailure(Event event) {
    return event instanceof Event.StepFailed
        || (event instanceof Event.GateMeasured e && e.reading().verdict() != Verdict.PASS);
  }

  private static void note(Entry entry, List<Tried> tried) {
    if (entry.event() instanceof Event.RemedyTried e) {
      tried.add(
          new Tried(
              entry.at(),
              e.remedy(),
              e.symptom().subject(),
              e.outcome().id(),
              e.summary(),
              Optional.empty(),
              ""));
    } else if (entry.event() instanceof Event.RemedyJudged e) {
      for (int i = tried.size() - 1; i >= 0; i--) {
        Tried one = tried.get(i);
        boolean same = one.remedy().equals(e.remedy()) && one.subject().equals(e.subject());
        if (same && one.moved().isEmpty()) {
          tried.set(i, one.judged(e));
          return;
        }
      }
    }
  }
}
