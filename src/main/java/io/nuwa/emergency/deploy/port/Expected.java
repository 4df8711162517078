package io.nuwa.emergency.deploy.port;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.PublishedPort;
import java.util.Optional;

/** Who must answer at a port of the plan. */
sealed interface Expected {

  /** A container that publishes it. */
  record Publisher(Container container, PublishedPort port) implements Expected {}

  /** A container that lives in the network of this machine. */
  record Resident(Container container) implements Expected {}

  /**
   * A container of the stack, and none has it.
   *
   * @param where it has it instead, when it does
   */
  record Missing(Optional<String> where) implements Expected {}

  /** A container of the stack, and the engine does not say which. */
  record Untold() implements Expected {}

  /** Whoever listens: it is no port of the stack. */
  record Anybody() implements Expected {}
}
