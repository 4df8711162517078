package io.nuwa.emergency.observe.probe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.observe.prometheus.Expected;
import io.nuwa.emergency.observe.prometheus.Targets;
import io.nuwa.emergency.observe.scrape.OwnJobs;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.step.SentinelInput;
import io.nuwa.emergency.step.Sighting;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Asks a Prometheus now and then how its targets are. By hand over HTTP/1.0: the JDK's client would
 * keep megabytes in a process that waits for weeks, and so would the gate itself, which is left to
 * a look at everything. A Prometheus behind TLS is not asked here.
 */
public final class TargetsLookout implements Sentinel {
  private static final Duration EVERY = Duration.ofSeconds(30);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 4 * 1024 * 1024;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final String gate;
  private final PrometheusTargets.Asked asked;
  private final OwnJobs own;

  private TargetsLookout(String gate, PrometheusTargets.Asked asked, OwnJobs own) {
    this.gate = gate;
    this.asked = asked;
    this.own = own;
  }

  /** One for each gate that measures targets. */
  public static List<Sentinel> of(Plan plan, Path home) {
    var lookouts = new ArrayList<Sentinel>();
    plan.blockers()
        .forEach(
            blocker ->
                blocker.gates().stream()
                    .filter(one -> one.settings() instanceof PrometheusTargets.Asked)
                    .forEach(
                        one ->
                            lookouts.add(of(blocker.id(), one, OwnJobs.before(one, plan, home)))));
    return lookouts;
  }

  private static TargetsLookout of(String blocker, Gate gate, OwnJobs own) {
    return new TargetsLookout(
        blocker + "/" + gate.id(), (PrometheusTargets.Asked) gate.settings(), own);
  }

  @Override
  public String name() {
    return "targets-" + gate;
  }

  @Override
  public void watch(SentinelInput input, Consumer<Sighting> report) throws InterruptedException {
    Optional<Boolean> before = Optional.empty();
    while (true) {
      input.time().pause(EVERY);
      Optional<String> trouble = look(input);
      boolean good = trouble.isEmpty();
      boolean turned = before.isEmpty() ? !good : before.get() != good;
      if (turned) {
        report.accept(
            new Sighting("gate " + gate, trouble.orElse("all targets are UP"), good, List.of()));
      }
      before = Optional.of(good);
    }
  }

  /** What is wrong; empty when nothing is, or when it cannot be asked this way. */
  private Optional<String> look(SentinelInput input) {
    try {
      Values values = input.values().get();
      URI address = URI.create(values.resolve(asked.prometheus()));
      if (!"http".equals(address.getScheme()) || address.getHost() == null) {
        return Optional.empty();
      }
      Targets targets = targets(address);
      if (targets.list().isEmpty() && asked.jobs().isEmpty()) {
        return Optional.of(asked.prometheus() + " has no target at all: nothing is observed");
      }
      Expected expected =
          own.expected(asked.prometheus(), asked.jobs(), values, input.time().instant());
      return targets.wrong(expected) == 0
          ? Optional.empty()
          : Optional.of(targets.readable(expected));
    } catch (IOException | IllegalArgumentException | MissingValueException e) {
      return Optional.of(asked.prometheus() + " was not heard: " + e.getMessage());
    }
  }

  private static Targets targets(URI address) throws IOException {
    JsonNode answer = JSON.readTree(get(address));
    if (!answer.path("status").asText().equals("success") || !answer.path("data").isObject()) {
      throw new IOException("it does not answer as Prometheus");
    }
    return Targets.read(answer.path("data"));
  }

  private static byte[] get(URI address) throws IOException {
    int port = address.getPort() < 0 ? 80 : address.getPort();
    String path = address.getPath().replaceFirst("/+$", "") + "/api/v1/targets?state=active";
    try (var socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.getHost(), port), (int) PATIENCE.toMillis());
      socket.setSoTimeout((int) PATIENCE.toMillis());
      String request = "GET " + path + " HTTP/1.0\r\nHost: " + address.getAuthority() + "\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return body(socket.getInputStream());
    }
  }

  private static byte[] body(InputStream stream) throws IOException {
    String answer = new String(stream.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
    int head = answer.indexOf("\r\n\r\n");
    if (!answer.matches("(?s)HTTP/1\\.[01] 200 .*") || head < 0) {
      throw new IOException("it answered " + answer.lines().findFirst().orElse("nothing"));
    }
    return answer.substring(head + 4).getBytes(StandardCharsets.UTF_8);
  }
}
