package io.nuwa.emergency.deploy.port;

import io.nuwa.emergency.failure.FailureClass;

/** Where a connection to a published port of this machine has ended. */
sealed interface Arrival {

  /** In the container. */
  record Inside() implements Arrival {}

  /** Somewhere: nobody here can look into the container's network. */
  record OutOfSight(String why) implements Arrival {}

  /**
   * Not in the container.
   *
   * @param why who took it, or what is missing
   * @param kind of the trouble: somebody else answers, the container is cut off, or not ready
   */
  record Elsewhere(String why, FailureClass kind) implements Arrival {}

  /** It may be on its way: whatever passes it on has not done so in our time. */
  record OnTheWay(String why) implements Arrival {}
}
