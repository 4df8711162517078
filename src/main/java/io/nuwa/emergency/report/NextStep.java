package io.nuwa.emergency.report;

/**
 * Something to do next.
 *
 * @param text what for
 * @param command ready to be typed; empty where none would fit all machines
 */
record NextStep(String text, String command) {}
