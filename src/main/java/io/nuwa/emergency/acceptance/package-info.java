/**
 * Runs an acceptance suite as a process of its own and judges it by the JUnit XML that it wrote,
 * whoever produced that. Stale, broken, empty or missing reports never become a number.
 */
package io.nuwa.emergency.acceptance;
