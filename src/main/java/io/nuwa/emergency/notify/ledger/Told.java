package io.nuwa.emergency.notify.ledger;

import java.time.Instant;
import java.util.Optional;

/**
 * What one receiver was told of one alert.
 *
 * @param at when it was told last that it fires; empty: it is owed
 * @param begun when a message was begun of which it is not known whether it arrived
 * @param unsure whether the last message may not have arrived, so that one more is worth it
 */
public record Told(Optional<Instant> at, Optional<Instant> begun, boolean unsure) {
  static final Told NOTHING = new Told(Optional.empty(), Optional.empty(), false);

  /** A message is about to be sent. */
  public Told begins(Instant now) {
    return new Told(at, Optional.of(now), unsure);
  }

  /** It was taken. */
  public static Told at(Instant now) {
    return new Told(Optional.of(now), Optional.empty(), false);
  }

  /** It did not arrive, that much is known. */
  public Told refused() {
    return new Told(at, Optional.empty(), unsure);
  }

  /** Nobody answered: it may have arrived. News are said once more, as no news; the rest is not. */
  public Told unanswered(Instant now) {
    return new Told(Optional.of(now), Optional.empty(), at.isEmpty());
  }

  /** Nobody answered to the end of it, which is tried once more and then left. */
  public Told endUnanswered() {
    return new Told(at, Optional.empty(), true);
  }

  /**
   * As a process finds it that did not write it. A message that was begun counts as told: it comes
   * again with the next reminder, never as news.
   */
  Told afterRestart() {
    return begun.isPresent() ? new Told(begun, Optional.empty(), false) : this;
  }

  /** A time that is still to come was written by a clock that somebody has set back since. */
  Told notAfter(Instant now) {
    return at.filter(now::isBefore).isPresent() ? new Told(Optional.of(now), begun, unsure) : this;
  }
}
