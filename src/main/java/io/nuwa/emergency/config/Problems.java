package io.nuwa.emergency.config;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects everything that is wrong, so that the author mends a file once. */
public final class Problems {
  private final Set<Problem> list = new LinkedHashSet<>();

  public void add(Position position, String message) {
    list.add(new Problem(position, message));
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
