/** Time as a parameter. Nothing else in the house reads the system clock or sleeps. */
package io.nuwa.emergency.time;
