package io.nuwa.emergency.notify;

import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.Alert;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends what begins to fire, and what no longer does, to an Alertmanager. On a thread of its own: a
 * dead Alertmanager costs a repair nothing, and is told.
 */
public final class AlertSender implements RunObserver, AutoCloseable {
  private static final int ATTEMPTS = 3;
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(3);

  /** Until the next full check, and some more: without an end Alertmanager forgets in 5 minutes. */
  private static final Duration BEYOND_NEXT_CHECK = Duration.ofMinutes(30);

  private final String address;
  private final Consumer<String> notice;
  private final ExecutorService sender =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("alerts").factory());

  private List<Alert> firing = List.of();

  /**
   * Sends nothing yet.
   *
   * @param address of the Alertmanager; may hold templates such as {@code ${port.alertmanager}}
   * @param notice is told, in a sentence, what was sent and what could not be
   */
  public AlertSender(String address, Consumer<String> notice) {
    this.address = address;
    this.notice = notice;
  }

  @Override
  public void recorded(Entry entry, RunState state) {
    List<Alert> now = new ArrayList<>(Alert.firing(state));
    firing.stream().filter(alert -> isWorkedOn(alert, state)).forEach(now::add);
    if (now.equals(firing)) {
      return;
    }
    List<Alert> begun = now.stream().filter(alert -> !firing.contains(alert)).toList();
    List<Alert> over =
        firing.stream().filter(alert -> now.stream().noneMatch(alert::isSameAs)).toList();
    firing = List.copyOf(now);
    Instant until = entry.at().plus(state.checkEvery()).plus(BEYOND_NEXT_CHECK);
    send(state, over, entry.at(), entry.at(), "resolved");
    send(state, begun, entry.at(), until, "firing");
  }

  /** A new attempt at a blocker is not the end of its alert: only its gates are. */
  private static boolean isWorkedOn(Alert alert, RunState state) {
    return alert.name().equals(Alert.NOT_RESOLVED)
        && Optional.ofNullable(state.blockers().get(alert.subject()))
            .filter(blocker -> blocker.status() == Status.IN_PROGRESS)
            .isPresent();
  }

  private void send(
      RunState state, List<Alert> alerts, Instant startsAt, Instant endsAt, String how) {
    if (alerts.isEmpty()) {
      return;
    }
    String body = AlertmanagerMessage.of(state.run(), alerts, startsAt, endsAt);
    String what = alerts.size() + (alerts.size() == 1 ? " alert " : " alerts ") + how;
    Map<String, String> facts = state.facts();
    sender.execute(() -> deliver(facts, body, what));
  }

  private void deliver(Map<String, String> facts, String body, String what) {
    String problem = "";
    try {
      URI target = URI.create(new Values(facts, Map.of()).resolve(address) + "/api/v2/alerts");
      for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
        problem = post(target, body);
        if (problem.isEmpty()) {
          notice.accept(what + ": told to " + target);
          return;
        }
        Thread.sleep(BETWEEN);
      }
    } catch (IllegalArgumentException | MissingValueException e) {
      problem = String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      problem = "stopped before it answered";
    }
    notice.accept(what + ": not delivered to " + address + " (" + problem + ")");
  }

  /** What is wrong; empty when it was taken. */
  private static String post(URI target, String body) throws InterruptedException {
    var request =
        HttpRequest.newBuilder(target)
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
      var answer = client.send(request, HttpResponse.BodyHandlers.discarding());
      return answer.statusCode() == 200 ? "" : "it answers " + answer.statusCode();
    } catch (IOException e) {
      return "does not answer: " + e;
    }
  }

  /** Gives what was not sent yet a last chance, for at most ten seconds. */
  @Override
  public void close() {
    sender.shutdown();
    try {
      if (!sender.awaitTermination(10, TimeUnit.SECONDS)) {
        giveUp();
      }
    } catch (InterruptedException e) {
      giveUp();
      Thread.currentThread().interrupt();
    }
  }

  private void giveUp() {
    int unsent = sender.shutdownNow().size();
    if (unsent > 0) {
      notice.accept(
          unsent
              + (unsent == 1 ? " message" : " messages")
              + " to "
              + address
              + " not sent: no time left");
    }
  }
}
