package io.nuwa.emergency.plan;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Who is told when something must be looked at.
 *
 * @param alertmanager address of an Alertmanager, templates included
 * @param webhooks chats and programs
 * @param repeat how often a webhook is reminded of what still fires; absent: with each check
 */
public record Alerting(
    Optional<String> alertmanager, List<Webhook> webhooks, Optional<Duration> repeat) {

  /** Tells nobody. */
  public static final Alerting NONE = new Alerting(Optional.empty(), List.of(), Optional.empty());

  public Alerting {
    webhooks = List.copyOf(webhooks);
  }

  /** Whether anybody is told. */
  public boolean tellsSomebody() {
    return alertmanager.isPresent() || !webhooks.isEmpty();
  }
}
