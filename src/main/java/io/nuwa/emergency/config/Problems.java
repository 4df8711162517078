package io.nuwa.emergency.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects everything that is wrong, so that the author mends a file once. */
public final class Problems {
  private final List<Problem> list = new ArrayList<>();

  public void add(Position position, String message) {
    var problem = new Problem(position, message);
    if (!list.contains(problem)) {
      list.add(problem);
    }
  }

  /** In the order of the file. */
  public List<Problem> list() {
    return list.stream()
        .sorted(
            Comparator.comparing((Problem p) -> p.position().file())
                .thenComparingInt(p -> p.position().line())
                .thenComparingInt(p -> p.position().column()))
        .toList();
  }

  public boolean isEmpty() {
    return list.isEmpty();
  }

  /** Throws with all problems if there is any. */
  public void throwIfAny() {
    if (!list.isEmpty()) {
      throw new InvalidConfigurationException(list());
    }
  }
}
