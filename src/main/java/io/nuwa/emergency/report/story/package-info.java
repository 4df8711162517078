/**
 * What a journal tells, arranged for reading: rounds and attempts, remedies and what they moved,
 * readings, checkpoints. Calculates figures from entries alone; knows no format, and every text in
 * it has gone through the redaction.
 */
package io.nuwa.emergency.report.story;
