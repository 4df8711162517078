package io.nuwa.emergency.retry;

import io.nuwa.emergency.failure.FailureClass;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which ladder a class of failure climbs. */
public record Ladders(Map<FailureClass, Ladder> byClass) {
  /** No class has a ladder. */
  public static final Ladders NONE = new Ladders(Map.of());

  private static final Ladder EMPTY = new Ladder(List.of());

  public Ladders {
    byClass = Map.copyOf(byClass);
  }

  /** The ladder for this class; an empty one when nothing is known to help. */
  public Ladder of(FailureClass kind) {
    return byClass.getOrDefault(kind, EMPTY);
  }

  /** These ladders, without the rungs of other remedies than these. */
  public Ladders only(Set<String> remedies) {
    var kept = new EnumMap<FailureClass, Ladder>(FailureClass.class);
    byClass.forEach((kind, ladder) -> kept.put(kind, ladder.only(remedies)));
    return new Ladders(kept);
  }

  /** These ladders, with those of {@code changes} in place of the ones for the same class. */
  public Ladders with(Ladders changes) {
    var merged = new EnumMap<FailureClass, Ladder>(FailureClass.class);
    merged.putAll(byClass);
    merged.putAll(changes.byClass());
    return new Ladders(merged);
  }
}
