package io.nuwa.emergency.retry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remedies in the order in which they are tried.
 *
 * @param rungs first to last; may be empty: then a failure of this class ends at a role at once
 */
public record Ladder(List<Rung> rungs) {
  public Ladder {
    rungs = List.copyOf(rungs);
  }

  /**
   * The next remedy to try.
   *
   * @param used how often each remedy was applied already
   * @return empty when every budget is spent
   */
  public Optional<Rung> next(Map<String, Integer> used) {
    return rungs.stream()
        .filter(rung -> used.getOrDefault(rung.remedy(), 0) < rung.budget())
        .findFirst();
  }
}
