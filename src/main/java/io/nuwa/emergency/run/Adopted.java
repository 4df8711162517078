package io.nuwa.emergency.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run remembers of the plans that it followed.
 *
 * @param facts what the plan in force says of them, such as {@code port.web -> 8000}; a remedy may
 *     have changed the run's own since
 * @param dropped blockers that a later plan no longer has and that were not resolved, by id
 */
public record Adopted(Map<String, String> facts, Map<String, BlockerState> dropped) {
  public Adopted {
    facts = Map.copyOf(facts);
    dropped = Collections.unmodifiableMap(new LinkedHashMap<>(dropped));
  }

  /**
   * The facts that the plan gives another value than before, or gives at all for the first time.
   */
  Map<String, String> changed(Map<String, String> now) {
    var changed = new LinkedHashMap<String, String>();
    now.forEach(
        (name, value) -> {
          if (!value.equals(facts.get(name))) {
            changed.put(name, value);
          }
        });
    return changed;
  }
}
