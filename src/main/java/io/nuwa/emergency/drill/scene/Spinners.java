package io.nuwa.emergency.drill.scene;

import java.time.Duration;

/** Keeps every processor busy, for 20 s at most. */
public final class Spinners {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private volatile boolean stopped;

  private Spinners() {}

  /** Starts one a processor. */
  public static Spinners start() {
    var spinners = new Spinners();
    long end = System.nanoTime() + LONGEST.toNanos();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      Thread.ofPlatform().daemon().name("spinner-" + i).start(() -> spinners.spin(end));
    }
    return spinners;
  }

  private void spin(long end) {
    while (!stopped && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
  }

  public void stop() {
    stopped = true;
  }
}
