package io.nuwa.emergency.step;

import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.SettingsReader;

/** A kind of measurement that a feature brings. */
public interface ProbeKind extends SettingsReader {

  /** As plans call it, such as {@code healthy-containers}. */
  String name();

  Probe probe(Gate gate, Plan plan);
}
