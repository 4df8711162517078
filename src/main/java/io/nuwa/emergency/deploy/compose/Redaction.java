package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Values;
import java.util.Comparator;
import java.util.List;

/** Takes the stack's secrets out of whatever an engine, provider or container wrote. */
public final class Redaction {
  private static final int SHORTEST = 4;

  private final List<String> secrets;

  public Redaction(Values values) {
    // A very short value would blank out half the text and protect nothing.
    this.secrets =
        values.secrets().values().stream()
            .filter(secret -> secret.length() >= SHORTEST)
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
  }

  public String hide(String text) {
    String hidden = text;
    for (String secret : secrets) {
      hidden = hidden.replace(secret, "***");
    }
    return hidden;
  }

  public Failure hide(Failure failure) {
    return new Failure(
        failure.kind(), hide(failure.summary()), hide(failure.evidence()), failure.details());
  }
}
