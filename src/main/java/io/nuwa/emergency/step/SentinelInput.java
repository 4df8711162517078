package io.nuwa.emergency.step;

import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What a sentinel may know of the run.
 *
 * @param values what templates stand for; asked anew at each look, since a remedy may move a port
 * @param time the clock
 * @param rest the way to wait between two looks
 */
public record SentinelInput(Supplier<Values> values, Time time, Rest rest) {

  /** A pause that ends early when the system was just measured or repaired. */
  @FunctionalInterface
  public interface Rest {
    /**
     * Waits.
     *
     * @param atMost this long
     */
    void rest(Duration atMost) throws InterruptedException;
  }
}
