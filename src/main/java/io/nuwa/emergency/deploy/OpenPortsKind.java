package io.nuwa.emergency.deploy;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.LastSeen;
import io.nuwa.emergency.deploy.engine.Machine;
import io.nuwa.emergency.deploy.port.PortLook;
import io.nuwa.emergency.deploy.port.PortReading;
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
import io.nuwa.emergency.web.HostAddresses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Counts the ports at which those answer, from outside the containers, who must: for a port of the
 * stack the container that publishes it, and for any other port whoever listens.
 */
record OpenPortsKind(Path home, Machine machine, LastSeen known) implements ProbeKind {

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
    Optional<PortLook> look =
        plan.stack().map(stack -> new PortLook(new Deployment(stack, home, machine), known));
    return input -> measure(settings, look, input);
  }

  /** A few connections, and a look at the kernel's lists of them. */
  @Override
  public Optional<Duration> glanceEvery() {
    return Optional.of(Duration.ofSeconds(10));
  }

  private static Measurement measure(
      OpenPortsSettings settings, Optional<PortLook> look, StepInput input)
      throws InterruptedException {
    var wanted = new ArrayList<PortLook.Wanted>();
    String host;
    try {
      host = HostAddresses.plain(input.values().resolve(settings.host()));
      for (String port : settings.ports()) {
        wanted.add(wanted(port, input.values()));
      }
    } catch (MissingValueException | IllegalArgumentException e) {
      return new Measurement.Unmeasured(
          Failure.of(FailureClass.CONFIGURATION, "open-ports: " + e.getMessage(), ""));
    }
    try {
      return judge(
          look.isPresent()
              ? look.get().at(wanted, host, input)
              : PortLook.plain(wanted, host, input),
          look.isPresent());
    } catch (IOException e) {
      return new Measurement.Unmeasured(
          Failure.of(
              FailureClass.UNKNOWN,
              "open-ports: this process cannot connect to anything (" + e.getMessage() + ")",
              ""));
    }
  }

  private static PortLook.Wanted wanted(String port, Values values) {
    String resolved = values.resolve(port);
    return resolved.matches("\\d+")
        ? new PortLook.Wanted("", Integer.parseInt(resolved))
        : new PortLook.Wanted(resolved, values.port(resolved));
  }

  /** Where some are not known and none is closed, nothing is said of how many are open. */
  private static Measurement judge(List<PortReading> readings, boolean stack) {
    List<PortReading> closed = in(PortReading.State.CLOSED, readings);
    List<PortReading> unknown = in(PortReading.State.UNKNOWN, readings);
    String evidence = readings.stream().map(Object::toString).collect(Collectors.joining("\n"));
    if (closed.isEmpty() && !unknown.isEmpty()) {
      return new Measurement.Unmeasured(cause(unknown, said(unknown), evidence));
    }
    List<PortReading> open = in(PortReading.State.OPEN, readings);
    String count = open.size() + " of " + readings.size() + " ports open";
    var troubled = new ArrayList<>(closed);
    troubled.addAll(unknown);
    String text = troubled.isEmpty() ? count + remarks(open, stack) : count + ": " + said(troubled);
    return new Measurement.Measured(
        open.size(),
        text,
        closed.isEmpty() ? Optional.empty() : Optional.of(cause(closed, text, evidence)),
        List.of(new Evidence("ports.txt", evidence)));
  }

  private static List<PortReading> in(PortReading.State state, List<PortReading> readings) {
    return readings.stream().filter(one -> one.state() == state).toList();
  }

  private static String said(List<PortReading> readings) {
    return readings.stream()
        .map(one -> one.asked() + ": " + one.text())
        .collect(Collectors.joining("; "));
  }

  /** What is weaker about some that are open. */
  private static String remarks(List<PortReading> open, boolean stack) {
    var remarks = new ArrayList<String>();
    open.stream()
        .filter(one -> !one.text().isEmpty())
        .forEach(one -> remarks.add(one.asked() + " is " + one.text()));
    List<PortReading> anybody = open.stream().filter(one -> one.service().isEmpty()).toList();
    if (stack && !anybody.isEmpty()) {
      remarks.add(
          anybody.stream().map(one -> one.asked().toString()).collect(Collectors.joining(", "))
              + " belongs to no service of the stack, so whoever listens counts");
    }
    return remarks.isEmpty() ? "" : " (" + String.join("; ", remarks) + ")";
  }

  /** Of the class of the first, and about all that share it. */
  private static Failure cause(List<PortReading> troubled, String text, String evidence) {
    PortReading first = troubled.getFirst();
    var details = new TreeMap<String, String>();
    details.put("port", Integer.toString(first.asked().number()));
    details.put("name", first.asked().name());
    first.service().ifPresent(service -> details.put("service", service));
    String services =
        troubled.stream()
            .filter(one -> one.kind() == first.kind())
            .flatMap(one -> one.service().stream())
            .distinct()
            .collect(Collectors.joining(","));
    if (!services.isEmpty()) {
      details.put("services", services);
    }
    return new Failure(first.kind(), text, evidence, details);
  }
}
