/**
 * What happened and what follows from it: events, the fold into {@link
 * io.nuwa.emergency.run.RunState}, verdicts and the decision. Pure: no I/O, no clock.
 */
package io.nuwa.emergency.run;
