package io.nuwa.emergency.step;

import io.nuwa.emergency.failure.Finding;
import java.util.List;

/**
 * Looks whether this machine has what a plan needs, before anything is started. Reads only, changes
 * nothing.
 */
public interface Checkup {

  /** What it looks at, such as {@code container engine}. */
  String name();

  /** Looks now; at least one finding, also when all is well. */
  List<Finding> look(StepInput input) throws InterruptedException;
}
