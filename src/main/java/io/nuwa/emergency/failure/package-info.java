/**
 * Failure classes, the signatures that recognise them in the words of real programs, and the
 * classified failure. Knows no feature and does no I/O.
 */
package io.nuwa.emergency.failure;
