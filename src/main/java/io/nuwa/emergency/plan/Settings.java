package io.nuwa.emergency.plan;

/**
 * What a feature read from the {@code with:} of a task or gate. Only that feature looks into it.
 */
public interface Settings {}
