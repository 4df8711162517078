/** Runs other programs, as words and without a shell. Knows no feature. */
package io.nuwa.emergency.process;
