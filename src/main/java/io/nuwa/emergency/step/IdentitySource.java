package io.nuwa.emergency.step;

/**
 * Tells what a part of the system under repair is right now: the image and configuration of a
 * container, the identity of a database. Results that were measured on one build prove nothing
 * about another. Reads only.
 */
@FunctionalInterface
public interface IdentitySource {

  /** Asks now. */
  Identity identity(StepInput input) throws InterruptedException;
}
