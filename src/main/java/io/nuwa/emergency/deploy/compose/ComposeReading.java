package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.failure.Failure;

/** What came of reading the stack's compose files. */
public sealed interface ComposeReading {
  /** They could be read. */
  record Read(ComposeProject file) implements ComposeReading {}

  /** They could not. */
  record Unreadable(Failure failure) implements ComposeReading {}
}
