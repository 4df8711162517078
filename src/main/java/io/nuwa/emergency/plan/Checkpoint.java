package io.nuwa.emergency.plan;

import java.time.Duration;

/**
 * What must be true by when.
 *
 * @param at counted from the start of the run
 * @param expectation what must be true then
 * @param otherwise how bad it is when it is not
 */
public record Checkpoint(String id, Duration at, Expectation expectation, Severity otherwise) {}
