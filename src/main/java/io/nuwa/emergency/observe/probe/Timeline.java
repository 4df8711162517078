package io.nuwa.emergency.observe.probe;

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
    return Duration.between(from, to).toMillis() > allowed().toMillis();
  }

  private Duration allowed() {
    return Duration.ofMillis(Math.round(interval.toMillis() * ALLOWED_INTERVALS));
  }
}
