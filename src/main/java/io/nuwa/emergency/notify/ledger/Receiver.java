package io.nuwa.emergency.notify.ledger;

import io.nuwa.emergency.plan.Alerting;
import io.nuwa.emergency.plan.Webhook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Somebody who is told of alerts.
 *
 * @param id in the outbox and in notices; never an address, which may hold a password
 * @param address templates included
 * @param webhook absent for the Alertmanager
 * @param repeat after how long it is told again what still fires
 */
public record Receiver(String id, String address, Optional<Webhook> webhook, Duration repeat) {
  /** The id of the one Alertmanager. */
  static final String ALERTMANAGER = "alertmanager";

  /**
   * Alertmanager forgets what it was told when it is restarted. Often enough for that; each time
   * costs a connection.
   */
  static final Duration RESEND = Duration.ofMinutes(5);

  /** Whom a plan names. */
  public static List<Receiver> of(Alerting alerting, Duration checkEvery) {
    var receivers = new ArrayList<Receiver>();
    alerting
        .alertmanager()
        .ifPresent(
            address ->
                receivers.add(new Receiver(ALERTMANAGER, address, Optional.empty(), RESEND)));
    for (Webhook webhook : alerting.webhooks()) {
      receivers.add(
          new Receiver(
              "webhook " + webhook.id(),
              webhook.url(),
              Optional.of(webhook),
              alerting.repeat().orElse(checkEvery)));
    }
    return receivers;
  }

  /** Whether it is the Alertmanager, to which the same may be said as often as one likes. */
  public boolean isAlertmanager() {
    return webhook.isEmpty();
  }

  /** What nobody in particular is asked about is the coordinator's; without one, everybody's. */
  boolean wants(Firing alert) {
    if (webhook.isEmpty()) {
      return true;
    }
    String role = alert.role().isEmpty() ? alert.coordinator() : alert.role();
    return alert.severity().compareTo(webhook.get().atLeast()) >= 0
        && (webhook.get().roles().isEmpty()
            || role.isEmpty()
            || webhook.get().roles().contains(role));
  }
}
