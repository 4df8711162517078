/**
 * Reads a user's own compose file, says what looks wrong in it, and writes a first plan for it.
 * Knows the plan's file format and nothing of how a plan is run.
 */
package io.nuwa.emergency.plan.compose;
