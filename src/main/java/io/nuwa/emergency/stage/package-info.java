/**
 * Sets the stage of the project when a time box ends well, and puts it back when that is taken
 * back. One small file, replaced atomically; whoever reads it lives elsewhere.
 */
package io.nuwa.emergency.stage;
