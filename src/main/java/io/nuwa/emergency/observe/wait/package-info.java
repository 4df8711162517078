/**
 * Remedies that only wait, each for something that is bound to happen at a known time. They change
 * nothing and end by themselves.
 */
package io.nuwa.emergency.observe.wait;
