/**
 * Takes secrets out of texts: those whose value is known, in whatever encoding they stand there,
 * and those that only look like one. Knows no file, no plan and no run.
 */
package io.nuwa.emergency.redaction;
