package io.nuwa.emergency.deploy;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Counts the ports that accept a TCP connection from outside the containers. */
record OpenPortsKind() implements ProbeKind {

  @Override
  public String name() {
    return "open-ports";
  }

  @Override
  public Settings read(Section section) {
    return OpenPortsSettings.read(section);
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    int ports = ((OpenPortsSettings) settings).ports().size();
    return ports == 0 ? Range.COUNT : Range.between(0, ports);
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    var settings = (OpenPortsSettings) gate.settings();
    return input -> measure(settings, input);
  }

  /** A few connections on the loopback. */
  @Override
  public Optional<Duration> glanceEvery() {
    return Optional.of(Duration.ofSeconds(10));
  }

  private static Measurement measure(OpenPortsSettings settings, StepInput input)
      throws InterruptedException {
    var targets = new ArrayList<TcpPort>();
    try {
      String host = input.values().resolve(settings.host());
      for (String port : settings.ports()) {
        targets.add(target(port, host, input.values()));
      }
    } catch (MissingValueException | NumberFormatException e) {
      return new Measurement.Unmeasured(
          Failure.of(FailureClass.CONFIGURATION, "open-ports: " + e.getMessage(), ""));
    }
    try {
      return measured(TcpPort.connectAll(targets, input.left()));
    } catch (IOException e) {
      return new Measurement.Unmeasured(
          Failure.of(
              FailureClass.UNKNOWN,
              "open-ports: this process cannot connect to anything (" + e.getMessage() + ")",
              ""));
    }
  }

  private static Measurement measured(List<TcpPort.Answer> answers) {
    List<TcpPort> closed =
        answers.stream().filter(answer -> !answer.open()).map(TcpPort.Answer::port).toList();
    int open = answers.size() - closed.size();
    String count = open + " of " + answers.size() + " ports open";
    String text =
        closed.isEmpty()
            ? count
            : count
                + ": closed is "
                + closed.stream().map(TcpPort::toString).collect(Collectors.joining(", "));
    String evidence =
        answers.stream().map(TcpPort.Answer::toString).collect(Collectors.joining("\n"));
    return new Measurement.Measured(
        open,
        text,
        closed.isEmpty() ? Optional.empty() : Optional.of(cause(closed, text, evidence)),
        List.of(new Evidence("ports.txt", evidence)));
  }

  private static TcpPort target(String port, String host, Values values) {
    String resolved = values.resolve(port);
    return resolved.matches("\\d+")
        ? new TcpPort("", host, Integer.parseInt(resolved))
        : new TcpPort(resolved, host, values.port(resolved));
  }

  private static Failure cause(List<TcpPort> closed, String text, String evidence) {
    return new Failure(
        FailureClass.NOT_READY,
        text,
        evidence,
        Map.of(
            "port", Integer.toString(closed.getFirst().number()),
            "name", closed.getFirst().name()));
  }
}
