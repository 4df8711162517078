/**
 * The faults that a drill knows: how each is brought about, what would tell by itself that it is
 * still there, how it is undone, and what the product is expected to make of it. A new one is one
 * line in {@code Faults}.
 */
package io.nuwa.emergency.drill.fault;
