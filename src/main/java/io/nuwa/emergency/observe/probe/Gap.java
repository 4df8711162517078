package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.config.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A hole in a time series.
 *
 * @param series as PromQL writes it
 * @param from the last sample before it, or the start of the window
 * @param to the first sample after it, or now
 * @param open whether it lasts until now
 */
record Gap(String series, Instant from, Instant to, boolean open) {

  Duration length() {
    return Duration.between(from, to);
  }

  String readable() {
    return series
        + " has no sample for "
        + Durations.write(length().truncatedTo(ChronoUnit.MILLIS))
        + (open ? " until now" : " from " + from.truncatedTo(ChronoUnit.SECONDS));
  }
}
