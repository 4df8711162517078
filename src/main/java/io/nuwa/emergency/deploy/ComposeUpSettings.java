package io.nuwa.emergency.deploy;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;

/**
 * Settings of a task {@code compose-up}.
 *
 * @param healthyWithin how long the services may take to get healthy, once started
 * @param profiles compose profiles to start beside the rest
 */
record ComposeUpSettings(Duration healthyWithin, List<String> profiles) implements Settings {
  private static final Duration DEFAULT = Duration.ofMinutes(2);

  ComposeUpSettings {
    profiles = List.copyOf(profiles);
  }

  /** How long the services of a plan may take: as its slowest deployment says. */
  static Duration healthyWithin(Plan plan) {
    return plan.blockers().stream()
        .flatMap(blocker -> blocker.tasks().stream())
        .filter(task -> task.settings() instanceof ComposeUpSettings)
        .map(task -> ((ComposeUpSettings) task.settings()).healthyWithin())
        .max(Comparator.naturalOrder())
        .orElse(DEFAULT);
  }

  static ComposeUpSettings read(Section section) {
    Duration within = section.duration("healthy-within", DEFAULT);
    if (within.isZero()) {
      section.problem("healthy-within", "'healthy-within' must be longer than 0");
    }
    return new ComposeUpSettings(within, section.texts("profiles"));
  }
}
