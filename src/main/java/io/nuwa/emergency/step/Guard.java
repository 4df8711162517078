package io.nuwa.emergency.step;

import io.nuwa.emergency.time.Time;

/**
 * Watches a resource of the machine that all work needs. It is asked again and again, keeps what it
 * must remember between two looks, and acts by itself only where that harms nobody.
 */
public interface Guard {

  /** What it guards, such as {@code disk}. */
  String name();

  /**
   * Whether new work waits while it sees an {@link GuardLook.Overload}. Such a guard is asked
   * often, at most once a second, and must answer within milliseconds.
   */
  default boolean holdsWork() {
    return false;
  }

  /**
   * Looks now, and acts where it can.
   *
   * @param time the machine's clock
   */
  GuardLook look(Time time) throws InterruptedException;
}
