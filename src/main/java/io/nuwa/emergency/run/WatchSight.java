package io.nuwa.emergency.run;

import java.time.Instant;

/**
 * Whether a watch is able to look at what it watches. No event: it may be the journal that fails.
 */
public sealed interface WatchSight {

  /** Nobody who knows has said so yet. */
  record Unknown() implements WatchSight {}

  /** Its last look came to its end. */
  record Sees() implements WatchSight {}

  /**
   * Looks fail again and again.
   *
   * @param since when the first of them failed
   * @param reason what the last one said, without secrets
   */
  record Blind(Instant since, String reason) implements WatchSight {}
}
