package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import io.nuwa.emergency.config.Section;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code blockers:}. */
final class BlockersReader {
  /** What the plan's own tasks after a GO, and after one was taken back, are recorded under. */
  private static final Set<String> RESERVED = Set.of("on-go", "on-go-withdrawn");

  private static final int MOST_BLOCKERS = 200;
  private static final int MOST_TASKS = 10_000;
  private static final int MOST_ROUNDS = 100;

  private final TaskReader tasks;
  private final LaddersReader ladders;
  private final Set<String> roles;
  private final Duration box;
  private final Identifiers ids = new Identifiers("blocker");
  private final Map<String, Position> needsPlaces = new HashMap<>();

  BlockersReader(TaskReader tasks, LaddersReader ladders, Set<String> roles, Duration box) {
    this.ladders = ladders;
    this.tasks = tasks;
    this.roles = roles;
    this.box = box;
  }

  List<Blocker> read(Section root) {
    List<Section> sections = root.sections("blockers");
    if (sections.isEmpty()) {
      root.problem("blockers", "a plan needs 'blockers', at least one");
    }
    // Names first: a blocker may need one that stands further down.
    List<String> names = sections.stream().map(section -> ids.read(section, "id")).toList();
    var blockers = new ArrayList<Blocker>();
    for (int i = 0; i < sections.size(); i++) {
      Optional<String> before = i == 0 ? Optional.empty() : Optional.of(names.get(i - 1));
      blockers.add(blocker(sections.get(i), names.get(i), before));
    }
    rejectTooMany(root, blockers);
    Problems problems = root.problems();
    return new NeedsOrder(
            blockers, id -> needsPlaces.getOrDefault(id, root.position("blockers")), problems)
        .sorted();
  }

  private Blocker blocker(Section section, String id, Optional<String> before) {
    if (RESERVED.contains(id)) {
      section.problem(
          "id",
          "the blocker '"
              + id
              + "' cannot be called so: a plan's '"
              + id
              + "' tasks are recorded under that name");
    }
    String title = section.text("title", id);
    String owner = References.one(section, "owner", "role", roles);
    List<String> needs =
        section.has("needs")
            ? References.many(section, "needs", "blocker", ids.known())
            : before.stream().filter(name -> !name.isEmpty()).toList();
    needsPlaces.put(id, section.position("needs"));
    Optional<Duration> deadline = section.optionalDuration("deadline");
    deadline.ifPresent(limit -> checkDeadline(section, limit));
    Optional<Integer> rounds =
        section.has("rounds")
            ? Optional.of(section.integer("rounds", 1, MOST_ROUNDS, Blocker.USUAL_ROUNDS))
            : Optional.empty();
    var blocker =
        new Blocker(
            id,
            title,
            owner,
            needs,
            deadline,
            rounds,
            tasks(section, owner),
            gates(section),
            ladders.own(section));
    section.finish();
    return blocker;
  }

  private List<Task> tasks(Section section, String owner) {
    List<Section> sections = section.sections("tasks");
    if (sections.isEmpty()) {
      section.problem("tasks", "a blocker without 'tasks' could never be cleared; add one");
    }
    var names = new Identifiers("task");
    return sections.stream().map(task -> tasks.task(task, names, Optional.of(owner))).toList();
  }

  private List<Gate> gates(Section section) {
    List<Section> sections = section.sections("gates");
    if (sections.isEmpty()) {
      section.problem("gates", "a blocker without 'gates' could never be proved; add one");
    }
    var names = new Identifiers("gate");
    return sections.stream().map(gate -> tasks.gate(gate, names)).toList();
  }

  private void checkDeadline(Section section, Duration deadline) {
    if (deadline.isZero()) {
      section.problem("deadline", "'deadline' must be later than 0");
    } else if (!box.isZero() && deadline.compareTo(box) > 0) {
      section.problem("deadline", "'deadline' is after the end of the time box");
    }
  }

  private static void rejectTooMany(Section root, List<Blocker> blockers) {
    if (blockers.size() > MOST_BLOCKERS) {
      root.problem(
          "blockers", blockers.size() + " blockers are more than " + MOST_BLOCKERS + "; split it");
    }
    int tasks =
        blockers.stream()
            .mapToInt(blocker -> blocker.tasks().size() + blocker.gates().size())
            .sum();
    if (tasks > MOST_TASKS) {
      root.problem(
          "blockers", tasks + " tasks and gates are more than " + MOST_TASKS + "; split the plan");
    }
  }
}
