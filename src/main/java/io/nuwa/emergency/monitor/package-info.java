/**
 * The watch: a loop that looks at everything in a slow rhythm and follows cheap signs in between.
 * Decides when to look; what is measured and mended is the engine's, through {@code control}.
 */
package io.nuwa.emergency.monitor;
