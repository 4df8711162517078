package io.nuwa.emergency.plan;

import java.time.Duration;

/**
 * Work of one kind.
 *
 * @param id unique within its blocker
 * @param title for people
 * @param role who does it
 * @param kind the name of its kind, such as {@code compose-up}
 * @param settings what its kind read from {@code with:}
 * @param timeout for each of its steps
 */
public record Task(
    String id, String title, String role, String kind, Settings settings, Duration timeout) {}
