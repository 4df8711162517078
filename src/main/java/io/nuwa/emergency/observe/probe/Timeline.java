package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * When a series has samples within a window.
 *
 * @param series as PromQL writes it
 * @param samples oldest first; none when every scrape failed
 * @param interval how often a sample is due
 * @param older whether it, or what it took over from, had samples before the window
 */
record Timeline(String series, List<Instant> samples, Duration interval, boolean older) {
  /**
   * How many intervals may pass between samples. One lost scrape makes 2, which is no hole that a
   * dashboard shows (its rate() windows are to span 4 intervals, as Prometheus's own guidance has
   * it); two lost ones make 3. Halfway between leaves room for the jitter of scrapes.
   */
  private static final double ALLOWED_INTERVALS = 2.5;

  /** Whether a window of this length can show a gap of what is scraped this often. */
  static boolean shows(Duration window, Duration interval) {
    return window.compareTo(allowed(interval)) > 0;
  }

  /** Why not. */
  static String tooShort(Duration window, Duration interval) {
    return "a window of "
        + Durations.write(window)
        + " is too short for a sample every "
        + Durations.write(interval)
        + ": it must be longer than "
        + Durations.write(allowed(interval));
  }

  Timeline {
    samples = List.copyOf(samples);
  }

  /** The holes between {@code start} and {@code now}, oldest first. */
  List<Gap> gaps(Instant start, Instant now) {
    var gaps = new ArrayList<Gap>();
    Instant before = older || silent() ? start : samples.getFirst();
    for (Instant sample : samples) {
      if (tooLong(before, sample)) {
        gaps.add(new Gap(series, before, sample, false));
      }
      before = sample;
    }
    if (tooLong(before, now)) {
      gaps.add(new Gap(series, before, now, true));
    }
    return gaps;
  }

  /** Whether it has no sample within the window. */
  boolean silent() {
    return samples.isEmpty();
  }

  /** Whether it starts later than a series would that was there before the window. */
  boolean startsLate(Instant start) {
    return silent() || tooLong(start, samples.getFirst());
  }

  private boolean tooLong(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() > allowed(interval).toMillis();
  }

  private static Duration allowed(Duration interval) {
    return Duration.ofMillis(Math.round(interval.toMillis() * ALLOWED_INTERVALS));
  }
}
