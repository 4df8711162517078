/**
 * The contracts between the engine and the features: step, probe, remedy, and their results. No
 * reference to threads, terminals or local paths, so that a second engine can drive the same steps.
 */
package io.nuwa.emergency.step;
