package io.nuwa.emergency.plan;

import java.time.Duration;

/**
 * A part of the time box.
 *
 * @param from counted from the start of the run, included
 * @param to counted from the start of the run, excluded
 */
public record Phase(String id, String title, Duration from, Duration to) {}
