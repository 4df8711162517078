package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.ConfigNode;
import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.config.Suggestions;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads tasks and gates, and lets the features read their settings. */
final class TaskReader {
  private static final Duration USUAL_TASK = Duration.ofMinutes(10);
  private static final Duration USUAL_GATE = Duration.ofSeconds(30);

  private final Vocabulary vocabulary;
  private final Set<String> roles;
  private final Templates templates;
  private final Optional<Stack> stack;
  private final Duration box;

  /**
   * Knows what tasks may refer to.
   *
   * @param box the length of the time box; zero when it could not be read
   */
  TaskReader(
      Vocabulary vocabulary,
      Set<String> roles,
      Templates templates,
      Optional<Stack> stack,
      Duration box) {
    this.vocabulary = vocabulary;
    this.roles = roles;
    this.templates = templates;
    this.stack = stack;
    this.box = box;
  }

  /**
   * Reads one task.
   *
   * @param owner who does it when it names no role; without an owner it must
   */
  Task task(Section section, Identifiers ids, Optional<String> owner) {
    String id = ids.read(section, "id");
    String title = section.text("title", id);
    String role =
        owner.isPresent() && !section.has("role")
            ? owner.get()
            : References.one(section, "role", "role", roles);
    Settings settings = settings(section, "kind", "kind of task", vocabulary.tasks());
    Duration timeout = timeout(section, USUAL_TASK);
    String kind = section.text("kind", "");
    section.finish();
    return new Task(id, title, role, kind, settings, timeout);
  }

  Gate gate(Section section, Identifiers ids) {
    String id = ids.read(section, "id");
    String title = section.text("title", id);
    Settings settings = settings(section, "probe", "probe", vocabulary.probes());
    Optional<Threshold> success = threshold(section, "success");
    Optional<Threshold> alert = threshold(section, "alert");
    if (success.isPresent() && alert.isPresent()) {
      rejectContradiction(section, success.get(), alert.get());
    }
    Duration timeout = timeout(section, USUAL_GATE);
    String probe = section.text("probe", "");
    success.ifPresent(one -> rejectVacuous(section, probe, one, range(probe, settings)));
    section.finish();
    var never = new Threshold(Threshold.Comparison.EQUAL, 0);
    return new Gate(
        id, title, probe, settings, success.orElse(never), alert.orElse(never), timeout);
  }

  /**
   * A measurement with one threshold: it alerts, or all is well.
   *
   * @param id under which the measurement is known
   */
  Gate sign(Section section, String id, String title) {
    Settings settings = settings(section, "probe", "probe", vocabulary.probes());
    Threshold alert =
        threshold(section, "alert").orElse(new Threshold(Threshold.Comparison.EQUAL, 0));
    Duration timeout = timeout(section, USUAL_GATE);
    String probe = section.text("probe", "");
    if (section.has("alert") && range(probe, settings).never(alert)) {
      section.problem(
          "alert",
          "no number that '"
              + probe
              + "' can measure ("
              + range(probe, settings)
              + ") satisfies alert '"
              + alert
              + "': this risk could never be seen");
    }
    return new Gate(id, title, probe, settings, alert.negated(), alert, timeout);
  }

  static Optional<Threshold> threshold(Section section, String key) {
    if (!section.has(key)) {
      return section.missing(key, Optional.empty());
    }
    return section.parsed(key, "a comparison such as '>= 95' or '== 5'", Threshold::parse);
  }

  private static void rejectContradiction(Section section, Threshold success, Threshold alert) {
    success
        .sharedWith(alert)
        .ifPresent(
            number ->
                section.problem(
                    "alert",
                    String.format(
                        java.util.Locale.ROOT,
                        "success '%s' and alert '%s' contradict each other: %s satisfies both",
                        success,
                        alert,
                        Threshold.plain(number))));
  }

  /** Which numbers the measurement of a gate can give. */
  Range range(Gate gate) {
    return range(gate.probe(), gate.settings());
  }

  private Range range(String probe, Settings settings) {
    SettingsReader reader = vocabulary.probes().get(probe);
    return reader == null ? Range.ANY : reader.range(settings, stack);
  }

  private static void rejectVacuous(Section section, String probe, Threshold success, Range range) {
    String measured = "that '" + probe + "' can measure (" + range + ")";
    if (range.always(success)) {
      section.problem(
          "success",
          "success '" + success + "' holds for every number " + measured + ": it proves nothing");
    } else if (range.never(success)) {
      section.problem(
          "success",
          "no number " + measured + " satisfies success '" + success + "': it can never pass");
    }
  }

  private Duration timeout(Section section, Duration usual) {
    Duration timeout = section.duration("timeout", usual);
    if (section.has("timeout") && timeout.isZero()) {
      section.problem("timeout", "'timeout' must be longer than 0");
    } else if (section.has("timeout") && !box.isZero() && timeout.compareTo(box) > 0) {
      section.problem("timeout", "'timeout' is longer than the time box");
    }
    return timeout;
  }

  private Settings settings(
      Section section, String key, String what, Map<String, SettingsReader> readers) {
    String name = section.text(key);
    Optional<ConfigNode> node = section.node("with");
    node.ifPresent(templates::checkSettings);
    SettingsReader reader = readers.get(name);
    if (reader == null) {
      if (!name.isEmpty()) {
        section.problem(
            key,
            "there is no " + what + " '" + name + "'" + Suggestions.hint(name, readers.keySet()));
      }
      return new Unread();
    }
    Section with =
        Section.of(
            node.orElseGet(() -> new ConfigNode.Mapping(section.position(), Map.of())),
            "'with'",
            section.problems());
    Settings settings = reader.read(with);
    with.finish();
    return settings;
  }

  /** Stands where nothing could be read; no plan that holds it is ever returned. */
  private record Unread() implements Settings {}
}
