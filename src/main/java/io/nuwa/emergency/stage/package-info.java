/**
 * Sets the stage of the project when a time box ends well. One small file, replaced atomically;
 * whoever reads it lives elsewhere.
 */
package io.nuwa.emergency.stage;
