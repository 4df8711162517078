package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.config.Suggestions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Reads {@code risks:} and {@code guards:}. */
final class VigilanceReader {
  private static final String OFF = "off";
  private static final int MOST_RISKS = 100;
  private static final Duration LONGEST_HOLD = Duration.ofHours(1);

  private final TaskReader tasks;
  private final List<Blocker> blockers;

  VigilanceReader(TaskReader tasks, List<Blocker> blockers) {
    this.tasks = tasks;
    this.blockers = blockers;
  }

  Vigilance read(Section root) {
    var ids = new Identifiers("risk");
    var risks = new ArrayList<Risk>();
    for (Section section : root.sections("risks")) {
      risks.add(risk(section, ids));
    }
    if (risks.size() > MOST_RISKS) {
      root.problem("risks", risks.size() + " risks are more than " + MOST_RISKS);
    }
    return new Vigilance(risks, guards(root));
  }

  private Risk risk(Section section, Identifiers ids) {
    String id = ids.read(section, "id");
    String title = section.text("title", id);
    Severity severity = CheckpointReader.severity(section, "severity");
    boolean timed = section.has("task");
    if (timed == section.has("probe")) {
      section.problem(
          timed ? "task" : "id",
          "a risk shows by 'task' and 'took', or by 'probe' and 'alert': write one of the two");
    }
    for (String key : List.of("with", "alert", "timeout")) {
      if (timed && section.has(key)) {
        section.problem(key, "'" + key + "' means nothing with 'task'");
      }
    }
    if (!timed && section.has("took")) {
      section.problem("took", "'took' means nothing without 'task'");
    }
    Risk.Sign sign =
        timed || !section.has("probe")
            ? took(section, timed)
            : new Risk.Reads(tasks.sign(section, id, title));
    section.finish();
    return new Risk(id, title, severity, sign);
  }

  private Risk.Took took(Section section, boolean timed) {
    if (!timed) {
      return new Risk.Took("", "", Duration.ZERO);
    }
    String task = section.text("task");
    List<String> known =
        blockers.stream()
            .flatMap(blocker -> blocker.tasks().stream().map(t -> blocker.id() + "/" + t.id()))
            .toList();
    if (!task.isEmpty() && !known.contains(task)) {
      section.problem(
          "task",
          "there is no task '"
              + task
              + "', written as blocker/task"
              + Suggestions.hint(task, known));
    }
    Duration over =
        section.has("took")
            ? section
                .parsed("took", "a time such as '> 300s'", VigilanceReader::longer)
                .orElse(Duration.ZERO)
            : section.missing("took", Duration.ZERO);
    int slash = Math.max(0, task.indexOf('/'));
    return new Risk.Took(
        task.substring(0, slash), task.substring(Math.min(task.length(), slash + 1)), over);
  }

  private static Optional<Duration> longer(String text) {
    String stripped = text.strip();
    return stripped.startsWith(">")
        ? Durations.parse(stripped.substring(1).strip())
        : Optional.empty();
  }

  private static GuardRules guards(Section root) {
    Optional<Section> found = root.section("guards");
    if (found.isEmpty()) {
      return GuardRules.USUAL;
    }
    Section section = found.get();
    OptionalLong disk =
        section
            .parsed("disk", "a size such as 2GB, or off", VigilanceReader::size)
            .orElse(GuardRules.USUAL.disk());
    OptionalDouble memory = percent(section, "memory", GuardRules.USUAL.memory());
    OptionalDouble cpu = percent(section, "cpu", GuardRules.USUAL.cpu());
    Duration hold = section.duration("hold-at-most", GuardRules.USUAL.holdAtMost());
    if (hold.compareTo(LONGEST_HOLD) > 0) {
      section.problem(
          "hold-at-most", "'hold-at-most' must be at most " + Durations.write(LONGEST_HOLD));
    }
    section.finish();
    return new GuardRules(disk, memory, cpu, hold);
  }

  private static OptionalDouble percent(Section section, String key, OptionalDouble usual) {
    return section
        .parsed(key, "a share such as 80%, or off", VigilanceReader::percent)
        .orElse(usual);
  }

  private static Optional<OptionalDouble> percent(String text) {
    if (text.equals(OFF) || text.equals("false")) {
      return Optional.of(OptionalDouble.empty());
    }
    return text.endsWith("%")
        ? number(text.substring(0, text.length() - 1))
            .filter(number -> number > 0 && number <= 100)
            .map(OptionalDouble::of)
        : Optional.empty();
  }

  /** GB is 2^30 bytes here, on the side of caution. */
  private static Optional<OptionalLong> size(String text) {
    if (text.equals(OFF) || text.equals("false")) {
      return Optional.of(OptionalLong.empty());
    }
    int shift = text.endsWith("GB") ? 30 : text.endsWith("MB") ? 20 : 0;
    return shift == 0
        ? Optional.empty()
        : number(text.substring(0, text.length() - 2).strip())
            .filter(number -> number > 0 && number <= 1_000_000)
            .map(number -> OptionalLong.of((long) (number * (1L << shift))));
  }

  private static Optional<Double> number(String text) {
    return text.matches("\\d{1,7}(\\.\\d{1,3})?")
        ? Optional.of(Double.parseDouble(text))
        : Optional.empty();
  }
}
