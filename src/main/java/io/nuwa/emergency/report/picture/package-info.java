/**
 * Pictures of pages at a moment that matters, by an installed browser, and the panel drawn without
 * one. Draws with AWT, so nothing of this is loaded by a process that stays: the daemon has its
 * pictures taken by a short-lived child.
 */
package io.nuwa.emergency.report.picture;
