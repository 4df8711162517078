package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Section;
import java.util.Optional;

/** Reads and checks the settings of one kind of task or probe. */
@FunctionalInterface
public interface SettingsReader {

  /**
   * Reads {@code with:}. Wrong values are reported to {@link Section#problems()} at their place;
   * unknown keys are reported by the caller, which calls {@link Section#finish()}.
   *
   * @return never null, also when there were problems
   */
  Settings read(Section section);

  /**
   * Which numbers a probe with these settings can measure; means nothing for a kind of task.
   *
   * @param settings what {@link #read} has read
   * @param stack of the plan
   */
  default Range range(Settings settings, Optional<Stack> stack) {
    return Range.ANY;
  }
}
