package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Values;

/**
 * Takes the stack's secrets out of whatever an engine, provider or container wrote, before it is
 * quoted in a failure or kept.
 */
public final class Redaction {
  private final io.nuwa.emergency.redaction.Redaction redaction;

  public Redaction(Values values) {
    this.redaction = io.nuwa.emergency.redaction.Redaction.ofEnvironment(values.secrets());
  }

  public String hide(String text) {
    return redaction.hide(text);
  }

  public Failure hide(Failure failure) {
    return new Failure(
        failure.kind(), hide(failure.summary()), hide(failure.evidence()), failure.details());
  }
}
