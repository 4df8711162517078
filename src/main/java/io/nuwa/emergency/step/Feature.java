package io.nuwa.emergency.step;

import java.util.List;

/** What a feature's package brings to the engine. */
public interface Feature {
  List<TaskKind> tasks();

  List<ProbeKind> probes();

  /** Remedies bound to the plan of a run. */
  List<Remedy> remedies(io.nuwa.emergency.plan.Plan plan);

  /** Names of {@link #remedies}, known before any plan is read. */
  List<String> remedyNames();
}
