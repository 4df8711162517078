/**
 * How text stands in a terminal: display width by Unicode, harmless single lines, local times.
 * Knows nothing of runs, and asks neither locale nor clock.
 */
package io.nuwa.emergency.panel.text;
