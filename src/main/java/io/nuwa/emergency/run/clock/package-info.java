/**
 * The clock of a run's time box: where it stands in its phases, and how checkpoints and deadlines
 * do. Pure; without streams, because {@code status --json} comes by here in a cold JVM.
 */
package io.nuwa.emergency.run.clock;
