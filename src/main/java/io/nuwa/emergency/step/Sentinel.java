package io.nuwa.emergency.step;

import java.util.function.Consumer;

/**
 * Notices between two full checks that something may have changed, at little cost: the end of a
 * process, an event of the engine, a port that no longer answers. Reads only. What it says is no
 * measurement: it makes somebody measure.
 */
public interface Sentinel {

  /** What it watches, such as {@code container-processes}. */
  String name();

  /**
   * Watches until its thread is interrupted. A fault that it cannot get over may be thrown: it is
   * started again later.
   *
   * @param report is told of each sighting, from any thread
   */
  void watch(SentinelInput input, Consumer<Sighting> report) throws InterruptedException;
}
