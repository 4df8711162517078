/**
 * Drives a run: order, rounds, ladders, deadlines, final verification, decision. Decides on the
 * folded journal alone and records before it acts.
 */
package io.nuwa.emergency.engine;
