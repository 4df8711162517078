package io.nuwa.emergency.deploy.port;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.LastSeen;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.remedy.PortHolders;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Connects to ports and sees who answers. What the engine said of its containers is remembered for
 * as long as their processes run: a running container's ports do not change, and whether the
 * connection gets into that very process is seen each time. So a glance asks no engine.
 */
public final class PortLook {
  private final Deployment deployment;
  private final LastSeen known;
  private final Path proc;
  private final PortHolders holders;

  /**
   * For a stack.
   *
   * @param known remembers its containers from one look to the next
   */
  public PortLook(Deployment deployment, LastSeen known) {
    this(deployment, known, Path.of("/proc"), new PortHolders());
  }

  PortLook(Deployment deployment, LastSeen known, Path proc, PortHolders holders) {
    this.deployment = deployment;
    this.known = known;
    this.proc = proc;
    this.holders = holders;
  }

  /** A port as the plan names it. */
  public record Wanted(String name, int number) {}

  /**
   * Looks at ports that belong to nobody in particular.
   *
   * @throws IOException when this process cannot connect to anything
   */
  public static List<PortReading> plain(List<Wanted> ports, String host, StepInput input)
      throws IOException, InterruptedException {
    var asked = new ArrayList<TcpPort>();
    ports.forEach(one -> asked.add(target(one, new Expected.Anybody(), host)));
    try (Connections connections = Connections.to(asked, input.left())) {
      return asked.stream().map(one -> plain(one, connections.answer(one))).toList();
    }
  }

  /**
   * Looks at ports of which a container of the stack may be the one who must answer.
   *
   * @param host where the plan wants them to be asked; empty for where they are published
   * @throws IOException when this process cannot connect to anything
   */
  public List<PortReading> at(List<Wanted> ports, String host, StepInput input)
      throws IOException, InterruptedException {
    List<Container> remembered =
        known.containers().stream().filter(one -> deployment.machine().runs(one.pid())).toList();
    if (!remembered.isEmpty()) {
      List<PortReading> readings = look(ports, host, Optional.of(remembered), input);
      if (readings.stream().allMatch(PortLook::holdsWithoutEngine)) {
        return readings;
      }
    }
    return switch (list(input)) {
      case Listing.Unknown unknown -> {
        List<PortReading> readings = look(ports, host, Optional.empty(), input);
        yield readings.stream().map(one -> explained(one, unknown.failure())).toList();
      }
      case Listing.Known listed -> {
        known.saw(listed.containers());
        yield look(ports, host, Optional.of(listed.containers()), input);
      }
    };
  }

  /** One that nobody takes is closed, whatever an engine says; all else may have changed. */
  private static boolean holdsWithoutEngine(PortReading reading) {
    return reading.state() == PortReading.State.OPEN || reading.text().equals(REFUSED);
  }

  private static final String REFUSED = "Connection refused";

  private Listing list(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new Listing.Unknown(none.failure());
      case Detection.Found found ->
          new Containers(found.engine()).ofProject(deployment.stack().project());
    };
  }

  private static PortReading explained(PortReading reading, Failure failure) {
    return reading.state() == PortReading.State.UNKNOWN && reading.text().isEmpty()
        ? PortReading.unknown(
            reading.asked(),
            reading.service(),
            failure.kind(),
            "who answers is not known: " + failure.summary())
        : reading;
  }

  private List<PortReading> look(
      List<Wanted> ports, String host, Optional<List<Container>> containers, StepInput input)
      throws IOException, InterruptedException {
    var stack = new StackPorts(deployment, input.values(), containers);
    var expected = new LinkedHashMap<TcpPort, Expected>();
    for (Wanted one : ports) {
      Expected who = stack.at(one.name(), one.number(), host);
      expected.put(target(one, who, host), who);
    }
    var arrivals = new Arrivals(proc, holders, deployment.machine(), input.time());
    arrivals.expect(
        expected.values().stream()
            .filter(Expected.Publisher.class::isInstance)
            .map(one -> ((Expected.Publisher) one).container())
            .toList());
    var readings = new ArrayList<PortReading>();
    try (Connections connections = Connections.to(expected.keySet(), input.left())) {
      for (Map.Entry<TcpPort, Expected> one : expected.entrySet()) {
        readings.add(
            read(one.getKey(), one.getValue(), connections.answer(one.getKey()), arrivals));
      }
    }
    return readings;
  }

  private static TcpPort target(Wanted wanted, Expected expected, String host) {
    String own =
        expected instanceof Expected.Publisher publisher ? publisher.port().asked() : "127.0.0.1";
    return new TcpPort(wanted.name(), host.isEmpty() ? own : host, wanted.number());
  }

  private PortReading read(
      TcpPort asked, Expected expected, Connections.Answer answer, Arrivals arrivals)
      throws InterruptedException {
    return switch (expected) {
      case Expected.Anybody _ -> plain(asked, answer);
      case Expected.Untold _ ->
          answer instanceof Connections.Answer.Open
              ? PortReading.unknown(asked, Optional.empty(), FailureClass.UNKNOWN, "")
              : plain(asked, answer);
      case Expected.Missing missing ->
          answer instanceof Connections.Answer.Open
              ? stranger(
                  asked, missing.where().orElse("no running container of the stack publishes it"))
              : plain(asked, answer);
      case Expected.Resident(Container container) ->
          answer instanceof Connections.Answer.Open
              ? resident(asked, container)
              : plain(asked, answer);
      case Expected.Publisher publisher ->
          answer instanceof Connections.Answer.Open(int localPort)
              ? arrived(asked, publisher, localPort, arrivals)
              : of(plain(asked, answer), publisher.container());
    };
  }

  private PortReading stranger(TcpPort asked, String why) {
    Optional<PortHolders.Holder> holder = holders.holder(asked.host(), asked.number());
    return PortReading.closed(
        asked,
        Optional.empty(),
        FailureClass.PORT_IN_USE,
        holder.map(PortHolders.Holder::toString).orElse("somebody")
            + " answers at "
            + asked.address()
            + ", and "
            + why);
  }

  /** Its listener is the container's first process, or one that came from it. */
  private PortReading resident(TcpPort asked, Container container) {
    Optional<PortHolders.Holder> holder = holders.holder(asked.host(), asked.number());
    if (holder.filter(PortHolders.Holder::known).isEmpty()) {
      return PortReading.open(
          asked, Optional.of(container.service()), "whose process listens cannot be seen");
    }
    boolean ours =
        ProcessHandle.of(holder.get().pid()).stream()
            .flatMap(
                one ->
                    java.util.stream.Stream.iterate(
                        Optional.of(one), Optional::isPresent, p -> p.get().parent()))
            .anyMatch(one -> one.get().pid() == container.pid());
    return ours
        ? PortReading.open(asked, Optional.of(container.service()), "")
        : stranger(asked, "it is no process of " + container.name());
  }

  private static PortReading arrived(
      TcpPort asked, Expected.Publisher publisher, int localPort, Arrivals arrivals)
      throws InterruptedException {
    Container container = publisher.container();
    Optional<String> service = Optional.of(container.service());
    return switch (arrivals.of(container, publisher.port(), asked, localPort)) {
      case Arrival.Inside _ -> PortReading.open(asked, service, "");
      case Arrival.OutOfSight(String why) ->
          PortReading.open(asked, service, "seen from outside only, as " + why);
      case Arrival.OnTheWay(String why) ->
          PortReading.unknown(asked, service, FailureClass.TIMEOUT, why);
      case Arrival.Elsewhere(String why, FailureClass kind) ->
          PortReading.closed(asked, service, kind, why);
    };
  }

  private static PortReading of(PortReading reading, Container container) {
    return new PortReading(
        reading.asked(),
        Optional.of(container.service()),
        reading.state(),
        reading.text(),
        reading.kind());
  }

  static PortReading plain(TcpPort asked, Connections.Answer answer) {
    Optional<String> nobody = Optional.empty();
    return switch (answer) {
      case Connections.Answer.Open _ -> PortReading.open(asked, nobody, "");
      case Connections.Answer.Closed(String why) ->
          PortReading.closed(asked, nobody, FailureClass.NOT_READY, why);
      case Connections.Answer.Silent(var patience) ->
          PortReading.unknown(
              asked,
              nobody,
              FailureClass.TIMEOUT,
              asked.address() + " did not answer within " + patience.toMillis() + " ms");
      case Connections.Answer.Nameless _ ->
          PortReading.unknown(
              asked,
              nobody,
              FailureClass.NAME_RESOLUTION,
              "the name " + asked.host() + " stands for no address");
    };
  }
}
