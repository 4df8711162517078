package io.nuwa.emergency.monitor;

import io.nuwa.emergency.step.Sighting;

/** What wakes the watch. */
public sealed interface Message {

  /** A sentinel noticed something. */
  record Seen(Sighting sighting) implements Message {}

  /** Somebody wants everything to be measured now. */
  record LookNow() implements Message {}

  /** The plan shall be read again. */
  record ReloadPlan() implements Message {}
}
