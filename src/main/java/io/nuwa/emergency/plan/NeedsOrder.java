package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Position;
import io.nuwa.emergency.config.Problems;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Puts blockers into the order in which they can be worked on, and finds circles. */
final class NeedsOrder {
  private final Map<String, Blocker> blockers = new LinkedHashMap<>();
  private final Set<String> finished = new LinkedHashSet<>();
  private final Function<String, Position> place;
  private final Problems problems;

  /**
   * Starts with nothing ordered.
   *
   * @param place where the {@code needs} of a blocker stand
   */
  NeedsOrder(List<Blocker> blockers, Function<String, Position> place, Problems problems) {
    blockers.forEach(blocker -> this.blockers.putIfAbsent(blocker.id(), blocker));
    this.place = place;
    this.problems = problems;
  }

  /** The blockers, each after those that it needs, else in the order of the file. */
  List<Blocker> sorted() {
    blockers.keySet().forEach(id -> visit(id, new ArrayDeque<>()));
    return finished.stream().map(blockers::get).toList();
  }

  private void visit(String id, Deque<String> path) {
    if (finished.contains(id) || !blockers.containsKey(id)) {
      return;
    }
    if (path.contains(id)) {
      reportCircle(id, path);
      return;
    }
    path.addLast(id);
    blockers.get(id).needs().forEach(needed -> visit(needed, path));
    path.removeLast();
    finished.add(id);
  }

  private void reportCircle(String id, Deque<String> path) {
    var circle = new ArrayList<>(path);
    circle.subList(0, circle.indexOf(id)).clear();
    circle.add(id);
    problems.add(
        place.apply(circle.get(circle.size() - 2)),
        "blockers that wait for each other: "
            + String.join(" needs ", circle)
            + "; a blocker without 'needs' waits for the one before it, 'needs: []' for none");
  }
}
