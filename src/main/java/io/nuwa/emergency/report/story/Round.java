package io.nuwa.emergency.report.story;

import java.time.Instant;
import java.util.List;

/**
 * One round of a blocker's tasks.
 *
 * @param number as recorded; counted anew after each reopening
 * @param lastAt when its blocker was resolved or given up, else when the last thing happened in it
 */
public record Round(int number, Instant startedAt, Instant lastAt, List<Attempt> attempts) {
  public Round {
    attempts = List.copyOf(attempts);
  }
}
