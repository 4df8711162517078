package io.nuwa.emergency.deploy.compose;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.socket.Relay;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.failure.KnownSignatures;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts services so that nothing that runs is touched and no trap is left when it fails. */
public final class ComposeStart {
  private static final String ANEW = "--force-recreate";
  private static final String ALONE = "--no-deps";
  private static final int LOOKS = 40;
  private static final Duration BETWEEN = Duration.ofMillis(250);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Deployment deployment;
  private final List<String> profiles;
  private final Foresight foresight;

  public ComposeStart(Deployment deployment, List<String> profiles, Foresight foresight) {
    this.deployment = deployment;
    this.profiles = List.copyOf(profiles);
    this.foresight = foresight;
  }

  /**
   * What a provider is to do.
   *
   * @param options further words of {@code up}
   * @param services to restrict it to; all when empty
   * @param over a file that says some of it otherwise
   */
  private record Order(List<String> options, List<String> services, Optional<Path> over) {
    boolean anew() {
      return options.contains(ANEW);
    }
  }

  /**
   * Unpauses what is paused and has the provider start the rest.
   *
   * @param services to restrict it to, without what they depend on; all when empty
   */
  public Compose.Outcome run(List<String> services, StepInput input) throws InterruptedException {
    return start(
        new Order(services.isEmpty() ? List.of() : List.of(ALONE), services, Optional.empty()),
        input);
  }

  /** The same with what they depend on, which is there already. */
  public Compose.Outcome withNeeds(List<String> services, StepInput input)
      throws InterruptedException {
    return start(new Order(List.of(), services, Optional.empty()), input);
  }

  /**
   * Has the provider put new containers in the place of those of these services, whatever they are
   * like; what they keep in volumes without a name is handed on.
   */
  public Compose.Outcome anew(List<String> services, StepInput input) throws InterruptedException {
    return start(new Order(List.of(ANEW, ALONE), services, Optional.empty()), input);
  }

  /**
   * Has the provider run services from other images than the compose file names.
   *
   * @param images by service
   */
  public Compose.Outcome from(Map<String, String> images, StepInput input)
      throws InterruptedException {
    ObjectNode over = JSON.createObjectNode();
    ObjectNode services = over.putObject("services");
    images.forEach(
        (service, image) ->
            services
                .putObject(service)
                .put("image", image)
                .put("pull_policy", "never")
                .putObject("labels")
                .put(Container.FORMER_IMAGE, image));
    try {
      Path file = Files.createTempFile("emergency-images-", ".json");
      try {
        Files.writeString(file, over.toString());
        return start(
            new Order(List.of(ALONE), List.copyOf(images.keySet()), Optional.of(file)), input);
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return new Compose.Outcome.Failed(
          Failure.of(FailureClass.UNKNOWN, "no temporary file could be written", e.toString()));
    }
  }

  private Compose.Outcome start(Order order, StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new Compose.Outcome.Failed(none.failure());
      case Detection.Found found ->
          switch (Compose.choose(deployment, found.engine(), input)) {
            case Compose.Choice.None none -> new Compose.Outcome.Failed(none.failure());
            case Compose.Choice.Chosen chosen ->
                start(chosen.compose(), found.engine(), order, input);
          };
    };
  }

  private Compose.Outcome start(Compose compose, Engine engine, Order order, StepInput input)
      throws InterruptedException {
    if (order.anew() && !compose.handsVolumesOn()) {
      return new Compose.Outcome.Failed(
          Failure.of(
              FailureClass.CONFIGURATION,
              compose.name()
                  + " would lose the volumes without a name of "
                  + String.join(", ", order.services())
                  + ": give them one in the compose file, or use docker-compose v2",
              ""));
    }
    Optional<Failure> lost = Belongings.lost(compose, engine, input);
    if (lost.isPresent()) {
      return new Compose.Outcome.Failed(lost.get());
    }
    Optional<Relay> relay = compose.relay(foresight);
    try {
      var containers = new Containers(engine);
      // Providers do not agree on what "up" means for a paused container; running is what we mean.
      Optional<Failure> stuck = unpause(containers, input);
      if (stuck.isPresent()) {
        return new Compose.Outcome.Failed(stuck.get());
      }
      Compose.Outcome outcome =
          started(compose, up(compose, engine, order, relay, input), order.services(), containers);
      if (outcome instanceof Compose.Outcome.Failed) {
        removeNeverStarted(containers, compose.handsVolumesOn());
      }
      return outcome;
    } finally {
      relay.ifPresent(ComposeStart::close);
    }
  }

  /** What a provider says is believed, unless it is one that says the same whatever happened. */
  private Compose.Outcome started(
      Compose compose, Compose.Outcome said, List<String> services, Containers containers)
      throws InterruptedException {
    if (compose.tellsFailures() || !(said instanceof Compose.Outcome.Succeeded(String text))) {
      return said;
    }
    return switch (containers.ofProject(deployment.stack().project())) {
      case Listing.Unknown unknown -> new Compose.Outcome.Failed(unknown.failure());
      case Listing.Known known -> {
        List<String> idle =
            (services.isEmpty() ? deployment.stack().services() : services)
                .stream().filter(service -> neverRan(service, known.containers())).toList();
        yield idle.isEmpty()
            ? said
            : new Compose.Outcome.Failed(
                KnownSignatures.of("engine")
                    .classify(
                        compose.name() + " up -d did not start " + String.join(", ", idle), text));
      }
    };
  }

  private static boolean neverRan(String service, List<Container> containers) {
    return containers.stream()
        .filter(one -> one.service().equals(service))
        .allMatch(Container::neverStarted);
  }

  private static void close(Relay relay) {
    try {
      relay.close();
    } catch (IOException e) {
      // An empty folder stays in the one for temporary files: nothing that a run depends on.
    }
  }

  private Compose.Outcome up(
      Compose compose, Engine engine, Order order, Optional<Relay> relay, StepInput input)
      throws InterruptedException {
    try {
      Optional<Failure> held = heldPort(engine, order.services(), input);
      // On the way back the port is still held for a moment by what was ended just now.
      for (int looks = 0; held.isPresent() && order.over().isPresent() && looks < LOOKS; looks++) {
        input.time().pause(BETWEEN);
        held = heldPort(engine, order.services(), input);
      }
      if (held.isPresent()) {
        return new Compose.Outcome.Failed(held.get());
      }
      return compose.up(profiles, order.options(), order.services(), order.over(), relay, input);
    } catch (MissingValueException e) {
      return new Compose.Outcome.Failed(
          Failure.of(FailureClass.CONFIGURATION, "stack: " + e.getMessage(), ""));
    }
  }

  private Optional<Failure> heldPort(Engine engine, List<String> services, StepInput input)
      throws InterruptedException {
    return deployment.readComposeFile(input.values())
                instanceof ComposeReading.Read(ComposeProject file)
            && new Containers(engine).ofProject(deployment.stack().project())
                instanceof Listing.Known ours
        ? HeldPorts.first(
            file,
            services.isEmpty() ? deployment.stack().services() : services,
            ours.containers(),
            engine)
        : Optional.empty();
  }

  /**
   * And one whose stop nobody pursues has to end first: its process would live on beside another.
   */
  private Optional<Failure> unpause(Containers containers, StepInput input)
      throws InterruptedException {
    switch (containers.ofProject(deployment.stack().project())) {
      case Listing.Unknown unknown -> {
        return Optional.of(unknown.failure());
      }
      case Listing.Known known -> {
        for (Container container : known.containers()) {
          Optional<Failure> stuck =
              container.paused()
                  ? containers.unpause(container)
                  : container.stopping()
                      ? containers.finishStop(container, input.time())
                      : Optional.empty();
          if (stuck.isPresent()) {
            return stuck;
          }
        }
        return Optional.empty();
      }
    }
  }

  /**
   * A failed start leaves containers behind that were made and never ran. They would keep their old
   * ports in the next attempt, and mostly hold nothing: only one that was made in the place of
   * another may have been handed its volumes without a name, which would be lost with it.
   */
  private void removeNeverStarted(Containers containers, boolean handsOn)
      throws InterruptedException {
    if (containers.ofProject(deployment.stack().project()) instanceof Listing.Known known) {
      for (Container container : known.containers()) {
        boolean keeps = handsOn && !container.configuration().volumes().isEmpty();
        if (container.neverStarted() && !keeps) {
          // What cannot be removed now is met again, and reported, by the next start.
          var _ = containers.remove(container);
        }
      }
    }
  }
}
