/**
 * Game day: breaks a scratch stack of its own on purpose, one fault at a time, watches how the
 * product notices and repairs it, and judges that by looks of its own. Touches no stack but the one
 * that it made.
 */
package io.nuwa.emergency.drill;
