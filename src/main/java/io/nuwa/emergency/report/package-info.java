/**
 * Writes what people read afterwards: the diagnosis of a blocker, as Markdown, JSON and a zip. Only
 * translates what the use cases collected; measures nothing and decides nothing.
 */
package io.nuwa.emergency.report;
