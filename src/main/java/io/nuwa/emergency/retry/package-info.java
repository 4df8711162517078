/** Ladders, rungs, budgets and pauses as plain values. Nothing here runs or waits. */
package io.nuwa.emergency.retry;
