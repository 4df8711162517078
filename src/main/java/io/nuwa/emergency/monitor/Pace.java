package io.nuwa.emergency.monitor;

import io.nuwa.emergency.step.Sighting;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How soon a sighting is followed. The first of a subject at once; more of the same wait, a second
 * at first, and longer with each look that found nothing, so that a flapping port does not keep the
 * watch busy. Beyond a number of looks in a short time, every subject waits.
 */
final class Pace {
  private static final Duration SHORTEST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** A subject that was quiet for this long is new again. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);

  /** So many looks at once, and then one for each of these. */
  private static final int MOST = 30;

  private static final Duration ONE_MORE = Duration.ofSeconds(20);

  private final Map<String, Subject> subjects = new LinkedHashMap<>();
  private double credit = MOST;
  private Instant creditAt = Instant.MIN;

  private static final class Subject {
    private Optional<Sighting> waiting = Optional.empty();
    private Duration gap = SHORTEST;
    private Instant allowed = Instant.MIN;
    private Instant lastSeen = Instant.MIN;
  }

  /** Something was seen. */
  void seen(Sighting sighting, Instant now) {
    subjects.values().removeIf(one -> one.waiting.isEmpty() && isOld(one, now));
    Subject subject = subjects.computeIfAbsent(sighting.subject(), _ -> new Subject());
    subject.waiting = Optional.of(sighting);
    subject.lastSeen = now;
  }

  private static boolean isOld(Subject subject, Instant now) {
    return subject.lastSeen.isBefore(now.minus(FORGOTTEN));
  }

  /** When the next sighting may be followed; empty when none waits. */
  Optional<Instant> next(Instant now) {
    Optional<Instant> soonest =
        subjects.values().stream()
            .filter(one -> one.waiting.isPresent())
            .map(one -> one.allowed)
            .min(Instant::compareTo);
    return soonest.map(at -> later(at, creditFrom(now)));
  }

  /** Takes what may be followed now, all of it in one look. */
  List<Sighting> take(Instant now) {
    if (creditFrom(now).isAfter(now)) {
      return List.of();
    }
    var due = new ArrayList<Sighting>();
    for (Subject subject : subjects.values()) {
      if (subject.waiting.isPresent() && !subject.allowed.isAfter(now)) {
        due.add(subject.waiting.get());
        subject.waiting = Optional.empty();
      }
    }
    if (!due.isEmpty()) {
      credit--;
    }
    return due;
  }

  /**
   * What was taken was looked at.
   *
   * @param found whether anything was the matter
   */
  void looked(List<Sighting> followed, boolean found, Instant now) {
    for (Sighting sighting : followed) {
      Subject subject = subjects.get(sighting.subject());
      if (subject != null) {
        subject.allowed = now.plus(subject.gap);
        Duration doubled = subject.gap.multipliedBy(2);
        subject.gap = found ? SHORTEST : doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
      }
    }
  }

  /** Everything was looked at: what waited is answered. */
  void lookedAtEverything() {
    for (Iterator<Subject> all = subjects.values().iterator(); all.hasNext(); ) {
      all.next().waiting = Optional.empty();
    }
  }

  private Instant creditFrom(Instant now) {
    if (creditAt.equals(Instant.MIN)) {
      creditAt = now;
    }
    double earned = (double) Duration.between(creditAt, now).toMillis() / ONE_MORE.toMillis();
    if (earned > 0) {
      credit = Math.min(MOST, credit + earned);
      creditAt = now;
    }
    return credit >= 1 ? now : now.plusMillis((long) Math.ceil((1 - credit) * ONE_MORE.toMillis()));
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }
}
