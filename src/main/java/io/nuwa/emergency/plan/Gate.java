package io.nuwa.emergency.plan;

import java.time.Duration;

/**
 * A measurement with two thresholds. Between them the verdict is {@code warn}.
 *
 * @param id unique within its blocker
 * @param title for people
 * @param probe the name of the kind of measurement, such as {@code healthy-containers}
 * @param settings what its kind read from {@code with:}
 * @param success what the measured value must satisfy to pass
 * @param alert what it must not satisfy
 * @param timeout for one measurement; it reads {@code unknown} after that
 */
public record Gate(
    String id,
    String title,
    String probe,
    Settings settings,
    Threshold success,
    Threshold alert,
    Duration timeout) {}
