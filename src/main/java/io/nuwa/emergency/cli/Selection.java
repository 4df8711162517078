package io.nuwa.emergency.cli;

import io.nuwa.emergency.config.Suggestions;
import io.nuwa.emergency.plan.Plan;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The blockers that a command line names. */
final class Selection {
  private Selection() {}

  /** Their ids, once each; what the plan does not know is a fault of usage. */
  static Set<String> of(Plan plan, List<String> blockers) {
    List<String> known = plan.blockers().stream().map(blocker -> blocker.id()).toList();
    for (String id : blockers) {
      if (!known.contains(id)) {
        throw new Fault.UsageException(
            "the plan "
                + plan.source()
                + " has no blocker '"
                + id
                + "'"
                + Suggestions.hint(id, known));
      }
    }
    return new LinkedHashSet<>(blockers);
  }
}
