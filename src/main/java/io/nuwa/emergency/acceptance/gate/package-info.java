/**
 * Probes {@code test-results}: one number out of believable reports, and the cause to work on when
 * it does not pass.
 */
package io.nuwa.emergency.acceptance.gate;
