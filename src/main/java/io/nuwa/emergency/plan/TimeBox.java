package io.nuwa.emergency.plan;

import java.time.Duration;
import java.util.List;

/**
 * The clock of a plan.
 *
 * @param length from start to decision, such as 48 h
 * @param checkEvery how often everything is measured again, such as 6 h
 * @param phases consecutive parts of the time box
 * @param checkpoints what must be true by when, earliest first
 */
public record TimeBox(
    Duration length, Duration checkEvery, List<Phase> phases, List<Checkpoint> checkpoints) {
  public TimeBox {
    phases = List.copyOf(phases);
    checkpoints = List.copyOf(checkpoints);
  }
}
