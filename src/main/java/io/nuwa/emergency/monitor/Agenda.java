package io.nuwa.emergency.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * When everything is to be looked at: in a steady rhythm from the beginning of the time box on, at
 * each checkpoint, a little after a repair, and again after a look that could not be had. However
 * much time was slept through, one look makes up for it.
 */
final class Agenda {
  /** What was mended may have shaken what stands beside it; it needs a moment to show. */
  static final Duration AFTER_REPAIR = Duration.ofSeconds(15);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);

  /** While something is beyond repair, signs alone do not have it tried again and again. */
  private static final Duration AFTER_HINT = Duration.ofMinutes(5);

  private Instant next;
  private Instant lookedAt = Instant.MIN;
  private Duration retry = FIRST_RETRY;

  /** The first look is due at once. */
  Agenda(Instant now) {
    this.next = now;
  }

  Instant next() {
    return next;
  }

  boolean isDue(Instant now) {
    return !now.isBefore(next);
  }

  /** Everything shall be looked at now. */
  void now(Instant now) {
    next = now;
  }

  /** Something was mended. */
  void mended(Instant now) {
    next = earlier(next, now.plus(AFTER_REPAIR));
  }

  /** Something stirs about a blocker that is not resolved. */
  void hinted(Instant now) {
    Instant soon = now.plus(AFTER_REPAIR);
    Instant patient = lookedAt.equals(Instant.MIN) ? soon : lookedAt.plus(AFTER_HINT);
    next = earlier(next, soon.isAfter(patient) ? soon : patient);
  }

  /**
   * Everything was looked at.
   *
   * @param start of the time box
   * @param every the rhythm
   * @param points moments that have a look of their own, such as checkpoints
   */
  void looked(Instant now, Instant start, Duration every, Collection<Instant> points) {
    retry = FIRST_RETRY;
    lookedAt = now;
    long beats = Math.max(0, Duration.between(start, now).dividedBy(every));
    next = start.plus(every.multipliedBy(beats + 1));
    Optional<Instant> point =
        points.stream().filter(one -> one.isAfter(now)).min(Instant::compareTo);
    if (point.isPresent()) {
      next = earlier(next, point.get());
    }
  }

  /** The look could not be had: tried again soon, and less and less often. */
  void failed(Instant now) {
    next = now.plus(retry);
    Duration doubled = retry.multipliedBy(2);
    retry = doubled.compareTo(LONGEST_RETRY) < 0 ? doubled : LONGEST_RETRY;
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
