/**
 * What survives a kill: the journal, the lock, the evidence, and the status files that are
 * projected from the journal. Also reads, as claims, the status files that the first system left,
 * and remembers the outline of a plan that was read.
 */
package io.nuwa.emergency.memory;
