package io.nuwa.emergency.report.page;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Where a moment is drawn. Long times in which nothing happened are cut out and marked, so that the
 * minutes of a repair are seen beside the hours between two checks.
 */
final class Axis {
  /** Shorter silences are drawn as they are. */
  private static final Duration SHORTEST_GAP = Duration.ofMinutes(2);

  /** Silences of this part of the whole, or longer, are cut out. */
  private static final int PART = 20;

  private static final int MOST_BUSY = 10;
  private static final double GAP_WIDTH = 44;

  /** Each busy time is as wide as this at least, with the width shared by its length otherwise. */
  private static final double LEAST_WIDTH = 30;

  private final List<Busy> busy;

  /** A time in which something happened, and where it is drawn. */
  record Busy(Instant from, Instant to, double left, double right) {
    private double x(Instant at) {
      double whole = Duration.between(from, to).toMillis();
      double part = Duration.between(from, at).toMillis();
      return whole <= 0 ? left : left + (right - left) * Math.clamp(part / whole, 0, 1);
    }
  }

  /** A time that was cut out. */
  record Gap(Duration length, double begin, double end) {}

  private Axis(List<Busy> busy) {
    this.busy = List.copyOf(busy);
  }

  /**
   * An axis over these moments.
   *
   * @param moments in any order, at least one
   * @param left where it begins
   * @param right where it ends
   */
  static Axis over(List<Instant> moments, double left, double right) {
    List<Instant> sorted = moments.stream().sorted().distinct().toList();
    Duration whole = Duration.between(sorted.getFirst(), sorted.getLast());
    Duration least = whole.dividedBy(PART);
    Duration gap = least.compareTo(SHORTEST_GAP) < 0 ? SHORTEST_GAP : least;
    List<List<Instant>> groups = groups(sorted, gap);
    while (groups.size() > MOST_BUSY) {
      gap = gap.multipliedBy(2);
      groups = groups(sorted, gap);
    }
    double room = right - left - (groups.size() - 1) * GAP_WIDTH - groups.size() * LEAST_WIDTH;
    double total =
        groups.stream()
            .mapToDouble(g -> Duration.between(g.getFirst(), g.getLast()).toMillis())
            .sum();
    var busy = new ArrayList<Busy>();
    double at = left;
    for (List<Instant> group : groups) {
      double length = Duration.between(group.getFirst(), group.getLast()).toMillis();
      double share = total <= 0 ? 1.0 / groups.size() : length / total;
      double end = at + LEAST_WIDTH + room * share;
      busy.add(new Busy(group.getFirst(), group.getLast(), at, end));
      at = end + GAP_WIDTH;
    }
    return new Axis(busy);
  }

  private static List<List<Instant>> groups(List<Instant> sorted, Duration gap) {
    var groups = new ArrayList<List<Instant>>();
    var group = new ArrayList<Instant>();
    for (Instant at : sorted) {
      if (!group.isEmpty() && Duration.between(group.getLast(), at).compareTo(gap) > 0) {
        groups.add(List.copyOf(group));
        group.clear();
      }
      group.add(at);
    }
    groups.add(List.copyOf(group));
    return groups;
  }

  List<Busy> busy() {
    return busy;
  }

  List<Gap> gaps() {
    var gaps = new ArrayList<Gap>();
    for (int i = 1; i < busy.size(); i++) {
      Busy before = busy.get(i - 1);
      Busy after = busy.get(i);
      gaps.add(new Gap(Duration.between(before.to(), after.from()), before.right(), after.left()));
    }
    return gaps;
  }

  /** Whether nothing was cut out between two moments. */
  boolean joins(Instant one, Instant other) {
    return busy.stream().anyMatch(b -> covers(b, one) && covers(b, other));
  }

  private static boolean covers(Busy busy, Instant at) {
    return !at.isBefore(busy.from()) && !at.isAfter(busy.to());
  }

  double x(Instant at) {
    for (int i = 0; i < busy.size(); i++) {
      Busy here = busy.get(i);
      if (!at.isAfter(here.to())) {
        if (i > 0 && at.isBefore(here.from())) {
          return (busy.get(i - 1).right() + here.left()) / 2;
        }
        return here.x(at);
      }
    }
    return busy.getLast().right();
  }
}
