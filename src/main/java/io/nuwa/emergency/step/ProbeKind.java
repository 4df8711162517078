package io.nuwa.emergency.step;

import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.SettingsReader;
import java.time.Duration;
import java.util.Optional;

/** A kind of measurement that a feature brings. */
public interface ProbeKind extends SettingsReader {

  /** As plans call it, such as {@code healthy-containers}. */
  String name();

  Probe probe(Gate gate, Plan plan);

  /**
   * Whether a measurement shows the system as it is now. False when it reads what the tasks of the
   * blocker left behind, such as the results of tests: only their next run can show a change.
   */
  default boolean live() {
    return true;
  }

  /**
   * How often a watch may take such a measurement between two full looks, as a cheap sign; empty
   * when it is not cheap.
   */
  default Optional<Duration> glanceEvery() {
    return Optional.empty();
  }
}
