package io.nuwa.emergency.deploy.witness;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The containers of the project: how each stands, what the engine knows of it, what it wrote last.
 */
record ContainersWitness(Deployment deployment) implements Witness {
  private static final int LINES = 200;
  private static final int MOST_OF_A_LOG = 64 * 1024;
  private static final int MOST_OF_INSPECT = 512 * 1024;
  private static final Duration PER_LOG = Duration.ofSeconds(5);

  @Override
  public String name() {
    return "containers";
  }

  @Override
  public List<Evidence> testify(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> List.of(notSeen(none.failure()));
      case Detection.Found found -> testify(found.engine(), input);
    };
  }

  private List<Evidence> testify(Engine engine, StepInput input) throws InterruptedException {
    String project = deployment.stack().project();
    return switch (new Containers(engine).ofProject(project)) {
      case Listing.Unknown unknown -> List.of(notSeen(unknown.failure()));
      case Listing.Known known -> {
        var all = new ArrayList<Evidence>();
        all.add(new Evidence("containers.txt", overview(known.containers())));
        all.add(Evidence.head("containers-inspect.json", known.json(), MOST_OF_INSPECT));
        for (Container container : known.containers()) {
          all.add(log(engine, container, input));
        }
        yield all;
      }
    };
  }

  private String overview(List<Container> containers) {
    List<String> wanted = deployment.stack().services();
    var wrong = new ArrayList<String>();
    var rows = new StringBuilder();
    List<String> without =
        wanted.stream()
            .filter(service -> containers.stream().noneMatch(c -> c.service().equals(service)))
            .toList();
    if (!without.isEmpty()) {
      wrong.add("no container of " + String.join(", ", without));
    }
    long running = 0;
    for (Container one : containers) {
      if (one.running()) {
        running++;
      } else {
        wrong.add(label(one) + " is " + one.state());
      }
      rows.append(
          "%-16s %-28s %-24s ports %s, image %s%n"
              .formatted(label(one), one.name(), one.state(), one.hostPorts(), one.image()));
    }
    String counted =
        "%d of %d containers of project %s run"
            .formatted(running, Math.max(wanted.size(), containers.size()), project());
    return counted + (wrong.isEmpty() ? "" : ": " + String.join(", ", wrong)) + "\n\n" + rows;
  }

  private String project() {
    return deployment.stack().project();
  }

  private Evidence log(Engine engine, Container container, StepInput input)
      throws InterruptedException {
    String name = "log-" + label(container).replaceAll("[^A-Za-z0-9._-]", "_") + ".txt";
    Duration left = input.left();
    if (left.isZero()) {
      return new Evidence(name, "not read: the time for looking at the containers was up\n");
    }
    Duration within = left.compareTo(PER_LOG) < 0 ? left : PER_LOG;
    Completion read =
        engine.run(within, List.of("logs", "--tail", Integer.toString(LINES), container.id()));
    String heading =
        "the last %d lines of %s, which is %s"
            .formatted(LINES, container.name(), container.state());
    if (!read.succeeded()) {
      heading +=
          read.timedOut()
              ? " (reading took longer than " + within.toSeconds() + " s)"
              : " (the engine could not read all of it: exit code " + read.exitCode() + ")";
    }
    String text = read.text().isBlank() ? "(it wrote nothing)\n" : read.text();
    return Evidence.tail(name, heading, text, MOST_OF_A_LOG);
  }

  private static String label(Container container) {
    return container.service().isEmpty() ? container.name() : container.service();
  }

  private static Evidence notSeen(Failure failure) {
    return new Evidence(
        "containers.txt", "not seen: " + failure.summary() + "\n\n" + failure.evidence());
  }
}
