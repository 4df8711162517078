package io.nuwa.emergency.run;

import java.time.Instant;
import java.util.OptionalDouble;

/**
 * The last that is known of a gate.
 *
 * @param verdict what it says
 * @param value the measured number; empty when nothing could be measured
 * @param text for people
 * @param at when it was measured
 */
public record Reading(Verdict verdict, OptionalDouble value, String text, Instant at) {}
