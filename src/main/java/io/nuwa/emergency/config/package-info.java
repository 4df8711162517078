/**
 * Reads YAML and JSON with positions, collects every problem and suggests names. Knows no feature:
 * each feature asks a {@link io.nuwa.emergency.config.Section} for its own settings.
 */
package io.nuwa.emergency.config;
