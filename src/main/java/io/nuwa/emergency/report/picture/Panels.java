package io.nuwa.emergency.report.picture;

import io.nuwa.emergency.control.StatusView;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * How a panel reads, and how many columns its characters take: what the drawing of it needs to
 * know.
 *
 * @param chinese the panel in Chinese
 * @param english the same in English, for a machine without Chinese glyphs
 * @param columns that a character takes: 0, 1 or 2
 */
public record Panels(
    Function<StatusView, String> chinese,
    Function<StatusView, String> english,
    IntUnaryOperator columns) {}
