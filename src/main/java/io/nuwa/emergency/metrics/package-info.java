/**
 * Figures of the watch for Prometheus: what the folded state, the plan and the watch itself say, as
 * a page, over HTTP, and as a file. Decides nothing; no figure has a source of its own.
 */
package io.nuwa.emergency.metrics;
