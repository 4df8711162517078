package io.nuwa.emergency.step;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanObjection;
import java.util.List;

/** What a feature's package brings to the engine. */
public interface Feature {
  List<TaskKind> tasks();

  List<ProbeKind> probes();

  /** Remedies bound to the plan of a run. */
  List<Remedy> remedies(Plan plan);

  /** Names of {@link #remedies}, known before any plan is read. */
  List<String> remedyNames();

  /** What it can tell a diagnosis of the system that this plan repairs. */
  default List<Witness> witnesses(Plan plan) {
    return List.of();
  }

  /** What this plan needs of the machine, as far as the feature knows it. */
  default List<Checkup> checkups(Plan plan) {
    return List.of();
  }

  /** What watches the system that this plan repairs between two full checks. */
  default List<Sentinel> sentinels(Plan plan) {
    return List.of();
  }

  /** What it watches of the machine while this plan is worked on; made anew for each caller. */
  default List<Guard> guards(Plan plan) {
    return List.of();
  }

  /** What tells which build of the system of this plan runs, as far as the feature knows it. */
  default List<IdentitySource> identities(Plan plan) {
    return List.of();
  }

  /** What it has against a plan as a whole, of which each part is written well. */
  default List<PlanObjection> objections(Plan plan) {
    return List.of();
  }
}
