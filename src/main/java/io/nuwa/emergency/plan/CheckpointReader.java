package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.config.Suggestions;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads one checkpoint: when, what is expected, and how bad it is when that is not so. */
final class CheckpointReader {
  private static final List<String> SEVERITIES =
      Arrays.stream(Severity.values()).map(Severity::id).toList();

  private final Identifiers ids;
  private final List<Blocker> blockers;
  private final Function<Gate, Range> ranges;

  /**
   * Knows what checkpoints may refer to.
   *
   * @param ranges which numbers a gate can measure
   */
  CheckpointReader(Identifiers ids, List<Blocker> blockers, Function<Gate, Range> ranges) {
    this.ids = ids;
    this.blockers = blockers;
    this.ranges = ranges;
  }

  Checkpoint read(Section section) {
    String id = ids.read(section, "id");
    Duration at = section.duration("at");
    if (section.optionalDuration("at").isPresent() && at.isZero()) {
      section.problem("at", "a checkpoint must be later than the start");
    }
    Expectation expectation = expectation(section);
    Severity otherwise = severity(section, "otherwise");
    Optional<Duration> fresh = section.optionalDuration("fresh-within");
    if (expectation instanceof Expectation.TasksRun && section.has("fresh-within")) {
      section.problem(
          "fresh-within",
          "'fresh-within' means nothing with 'expect: tasks-run': it reads no gate");
    } else if (fresh.filter(Duration::isZero).isPresent()) {
      section.problem("fresh-within", "'fresh-within' must be longer than 0");
    }
    section.finish();
    return new Checkpoint(id, at, expectation, otherwise, fresh);
  }

  static Severity severity(Section section, String key) {
    if (!section.has(key)) {
      return section.missing(key, Severity.YELLOW);
    }
    return section
        .oneOf(key, SEVERITIES)
        .flatMap(
            word -> Arrays.stream(Severity.values()).filter(s -> s.id().equals(word)).findFirst())
        .orElse(Severity.YELLOW);
  }

  private Expectation expectation(Section section) {
    if (!section.has("expect")) {
      section.missing("expect", "");
    }
    String expect = section.oneOf("expect", List.of("tasks-run", "resolved", "gate")).orElse("");
    boolean ofGate = expect.equals("gate");
    rejectUnless(ofGate, section, "gate", expect);
    rejectUnless(ofGate, section, "reads", expect);
    rejectUnless(!ofGate, section, "blockers", expect);
    if (ofGate) {
      return gateReads(section);
    }
    List<String> expected = blockers(section);
    return expect.equals("resolved")
        ? new Expectation.Resolved(expected)
        : new Expectation.TasksRun(expected);
  }

  private List<String> blockers(Section section) {
    List<String> known = blockers.stream().map(Blocker::id).toList();
    return section.has("blockers") ? References.many(section, "blockers", "blocker", known) : known;
  }

  private Expectation gateReads(Section section) {
    String gate = section.text("gate");
    Optional<Threshold> reads = TaskReader.threshold(section, "reads");
    List<String> known =
        blockers.stream()
            .flatMap(blocker -> blocker.gates().stream().map(g -> blocker.id() + "/" + g.id()))
            .toList();
    if (!gate.isEmpty() && !known.contains(gate)) {
      section.problem(
          "gate",
          "there is no gate '"
              + gate
              + "', written as blocker/gate"
              + Suggestions.hint(gate, known));
    }
    reads.ifPresent(threshold -> rejectVacuous(section, gate, threshold));
    int slash = Math.max(0, gate.indexOf('/'));
    return new Expectation.GateReads(
        gate.substring(0, slash),
        gate.substring(Math.min(gate.length(), slash + 1)),
        reads.orElse(new Threshold(Threshold.Comparison.EQUAL, 0)));
  }

  private void rejectVacuous(Section section, String name, Threshold reads) {
    for (Blocker blocker : blockers) {
      for (Gate gate : blocker.gates()) {
        boolean meant = name.equals(blocker.id() + "/" + gate.id());
        if (meant && ranges.apply(gate).always(reads)) {
          section.problem(
              "reads",
              "'"
                  + reads
                  + "' holds for every number that this gate can measure ("
                  + ranges.apply(gate)
                  + "): the checkpoint could not be missed");
        }
      }
    }
  }

  private static void rejectUnless(boolean fits, Section section, String key, String expect) {
    if (section.has(key) && !fits && !expect.isEmpty()) {
      section.problem(key, "'" + key + "' means nothing with 'expect: " + expect + "'");
    }
  }
}
