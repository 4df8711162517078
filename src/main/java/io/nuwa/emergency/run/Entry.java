package io.nuwa.emergency.run;

import java.time.Instant;

/**
 * An event with its place in the journal.
 *
 * @param sequence counted from 1 without holes
 * @param at when it was recorded
 */
public record Entry(long sequence, Instant at, Event event) {}
