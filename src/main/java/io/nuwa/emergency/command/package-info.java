/**
 * Runs a plan's own programs: as a step, as a measurement, and asks a URL for its status. Words
 * stay words, there is no shell, and nothing here knows any other feature.
 */
package io.nuwa.emergency.command;
