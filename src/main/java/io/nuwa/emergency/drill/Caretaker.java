package io.nuwa.emergency.drill;

import io.nuwa.emergency.drill.scene.Scene;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Who notices a fault and repairs it. A drill breaks, looks on and judges, whoever that is. */
interface Caretaker extends AutoCloseable {

  /**
   * Sees to it that the stack is green and that nobody is at work, so that a fault may begin.
   *
   * @return why it is not; empty when it is
   */
  Optional<String> getReady(Scene scene) throws IOException, InterruptedException;

  /** What did not pass first after a fault. */
  record Alarm(Duration after, String text) {}

  /** Whether it may have mended a fault before anybody could look at it. */
  boolean worksAlone();

  /**
   * Waits until the fault is noticed, or this long at least.
   *
   * @param injected when it had been brought about
   */
  Optional<Alarm> notices(Instant injected, Duration atMost, Findings findings)
      throws IOException, InterruptedException;

  /**
   * Lets it be repaired, or given up.
   *
   * @param hopeless whether the right end is that a role is asked
   * @return from the injection to green; empty when it did not turn green
   */
  Optional<Duration> repairs(Oracle oracle, Instant injected, boolean hopeless, Findings findings)
      throws IOException, InterruptedException;

  /** Whether the stack gets green again after the cause was taken away. */
  boolean restores(Oracle oracle) throws IOException, InterruptedException;

  @Override
  void close() throws IOException;
}
