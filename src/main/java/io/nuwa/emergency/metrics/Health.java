package io.nuwa.emergency.metrics;

/**
 * Whether the watch is alive.
 *
 * @param alive whether its loop has come round lately
 * @param text what there is to say, in a line
 */
public record Health(boolean alive, String text) {}
