package io.nuwa.emergency.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.deploy.engine.CalmMachine;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.engine.LocalMachine;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Threshold;
import io.nuwa.emergency.plan.TimeBox;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Two tiny services of a project of their own, on this machine's engine. */
final class RealStack {
  static final String BASE = "docker.io/library/debian:bookworm-slim";
  private static final String COMPOSE =
      """
      services:
        web: &listener
          image: IMAGE
          command:
            - perl
            - -MIO::Socket::INET
            - -e
            - >-
              $$SIG{TERM} = sub { exit }; $$| = 1; print "made for a test\\n";
              my $$s = IO::Socket::INET->new(Listen => 9, LocalPort => 80, ReuseAddr => 1) or die;
              open(my $$f, ">", "/tmp/ready") if $$ENV{READY} eq "yes";
              while (1) { my $$c = $$s->accept; close $$c if $$c }
          environment: {READY: "${WEB_READY}"}
          healthcheck: {test: ["CMD", "test", "-f", "/tmp/ready"], interval: 5s}
          ports: ["127.0.0.1:${WEB_PORT}:80"]
        store:
          <<: *listener
          environment: {READY: "yes"}
          ports: ["127.0.0.1:${STORE_PORT}:80"]
      """;

  final String project = "emergency-it-" + Long.toString(System.nanoTime(), 36);
  final String image = "localhost/" + project + ":1";
  final Map<String, String> facts = new TreeMap<>();
  private final DeployFeature feature;
  private final Plan plan;
  private final Engine engine;

  RealStack(Path home) throws IOException, InterruptedException {
    Files.writeString(home.resolve("compose.yaml"), COMPOSE.replace("IMAGE", image));
    facts.put("port.web", Integer.toString(FreePort.next()));
    facts.put("port.store", Integer.toString(FreePort.next()));
    facts.put("ready", "yes");
    var stack =
        new Stack(
            "compose.yaml",
            project,
            List.of("store", "web"),
            Map.of(
                "WEB_PORT", "${port.web}", "STORE_PORT", "${port.store}", "WEB_READY", "${ready}"),
            Optional.empty(),
            List.of());
    plan =
        new Plan(
            "it",
            "it",
            "it",
            "0",
            new TimeBox(Duration.ofHours(1), Duration.ofHours(1), List.of(), List.of()),
            Optional.of(stack),
            Map.of("web", 1, "store", 2),
            List.of(),
            List.of(),
            new Ladders(Map.of()),
            List.of());
    feature = new DeployFeature(home, new CalmMachine(new LocalMachine(home)));
    engine =
        ((Detection.Found) new EngineDetection(new LocalMachine(home)).current(input().values()))
            .engine();
    isBuilt(BASE);
  }

  /** The name of its image stands for this one from now on. */
  void isBuilt(String as) throws InterruptedException {
    assertThat(engine("tag", as, image).exitCode()).isZero();
  }

  /** Runs the steps until one fails. */
  StepResult up() throws InterruptedException {
    return up(Duration.ofMinutes(1));
  }

  /** Runs the steps until one fails. */
  StepResult up(Duration healthyWithin) throws InterruptedException {
    StepResult last = null;
    var settings = new ComposeUpSettings(healthyWithin, List.of());
    var task = new Task("d", "d", "r", "compose-up", settings, Duration.ofMinutes(2));
    for (Step step : feature.tasks().getFirst().steps(task, plan)) {
      last = step.run(input());
      if (!(last instanceof StepResult.Done done)) {
        return last;
      }
      facts.putAll(done.facts());
    }
    return last;
  }

  Measurement.Measured healthy() throws InterruptedException {
    return measure(0, new HealthyContainersKind.Steadiness(2));
  }

  Measurement.Measured openPorts() throws InterruptedException {
    return measure(1, new OpenPortsSettings(List.of("web", "store"), "127.0.0.1"));
  }

  private Measurement.Measured measure(int probe, io.nuwa.emergency.plan.Settings settings)
      throws InterruptedException {
    var two = Threshold.parse("== 2").orElseThrow();
    var gate = new Gate("g", "g", "p", settings, two, two, Duration.ofSeconds(30));
    return (Measurement.Measured) feature.probes().get(probe).probe(gate, plan).measure(input());
  }

  RemedyResult apply(String name, Failure failure) throws InterruptedException {
    Remedy remedy =
        feature.remedies(plan).stream()
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow();
    RemedyResult result = remedy.apply(failure, input());
    if (result instanceof RemedyResult.Applied applied) {
      facts.putAll(applied.facts());
    }
    return result;
  }

  /** Runs the engine's own command. */
  Completion engine(String... words) throws InterruptedException {
    return engine.run(Duration.ofMinutes(1), List.of(words));
  }

  /** Starts a container of the project that publishes a port, never listens and is no service. */
  void leftOver(String name, String port) throws InterruptedException {
    engine(
        "run",
        "-d",
        "--stop-signal",
        "KILL",
        "--name",
        name,
        "--label",
        "com.docker.compose.project=" + project,
        "-p",
        "127.0.0.1:" + port + ":80",
        BASE,
        "sleep",
        "99");
  }

  /** What the room itself says and does about containers. */
  Containers ours() {
    return new Containers(engine);
  }

  List<Container> containers() throws InterruptedException {
    return ((Listing.Known) new Containers(engine).ofProject(project)).containers();
  }

  Container container(String service) throws InterruptedException {
    return containers().stream()
        .filter(one -> one.service().equals(service))
        .findFirst()
        .orElseThrow();
  }

  private StepInput input() {
    return new StepInput(
        "it",
        new Values(facts, Map.of()),
        Time.system().instant().plusSeconds(120),
        Time.system(),
        Progress.SILENT);
  }

  /** Leaves nothing of it behind. */
  void remove() throws InterruptedException {
    for (Container container : ((Listing.Known) new Containers(engine).all()).containers()) {
      if (container.project().equals(project) || container.name().startsWith(project)) {
        engine("kill", container.id());
        assertThat(engine("rm", "--force", container.id()).exitCode()).isZero();
      }
    }
    engine("network", "rm", project + "_default");
    engine("rmi", image);
  }
}
