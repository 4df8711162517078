package io.nuwa.emergency.retry;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Remedies in the order in which they are tried.
 *
 * @param rungs first to last; may be empty: then a failure of this class ends at a role at once
 */
public record Ladder(List<Rung> rungs) {
  public Ladder {
    rungs = List.copyOf(rungs);
  }

  /** This ladder, without the rungs of other remedies than these. */
  Ladder only(Set<String> remedies) {
    return new Ladder(rungs.stream().filter(rung -> remedies.contains(rung.remedy())).toList());
  }

  /**
   * The next remedy to try: one that moved nothing steps back behind those that were not found idle
   * as often, so that every remedy gets its turn before one is tried in vain again.
   *
   * @param tally what became of each remedy so far
   * @param unfit remedies that are left out
   * @return empty when every budget is spent
   */
  public Optional<Rung> next(Function<String, Tally> tally, Set<String> unfit) {
    return rungs.stream()
        .filter(rung -> !unfit.contains(rung.remedy()))
        .filter(rung -> tally.apply(rung.remedy()).used() < rung.budget())
        .min(Comparator.comparingInt(rung -> tally.apply(rung.remedy()).idle()));
  }
}
