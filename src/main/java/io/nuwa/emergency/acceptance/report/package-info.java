/**
 * Finds the reports of a suite and says whether they may be believed: complete, of this run, recent
 * and about at least one case. Runs nothing.
 */
package io.nuwa.emergency.acceptance.report;
