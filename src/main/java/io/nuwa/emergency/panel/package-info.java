/**
 * The terminal's door: the status panel, its JSON, the narrated log and the live progress line.
 * Renders what {@code control} and {@code run} say; decides nothing and changes no state.
 */
package io.nuwa.emergency.panel;
