package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Frees a port that a left-over container of our own project holds. A container is ours by the
 * compose project that it is labelled with and by nothing else: anybody may give a container a name
 * that begins like ours. A live container of the very service that publishes the port is no
 * left-over, and one that keeps data which would be lost with it is stopped instead.
 */
record RemoveStaleContainer(Deployment deployment) implements Remedy {
  static final String NAME = "remove-stale-container";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "remove the container that holds port "
        + failure.details().getOrDefault("port", "?")
        + " if it is a left-over of project "
        + deployment.stack().project();
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    Optional<Integer> port = FailureDetails.port(failure);
    if (port.isEmpty()) {
      return new RemedyResult.NotApplicable("the failure names no port");
    }
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new RemedyResult.Failed(none.failure());
      case Detection.Found found ->
          apply(new Containers(found.engine()), port.get(), input.values());
    };
  }

  private RemedyResult apply(Containers containers, int port, Values values)
      throws InterruptedException {
    switch (containers.all()) {
      case Listing.Unknown unknown -> {
        return new RemedyResult.Failed(unknown.failure());
      }
      case Listing.Known known -> {
        Optional<Container> holder =
            known.containers().stream().filter(one -> holds(one, port)).findFirst();
        if (holder.isEmpty()) {
          return new RemedyResult.NotApplicable(
              "port " + port + " is held by no container of this user");
        }
        Optional<String> stays = reasonToStay(holder.get(), port, values);
        return stays.isEmpty()
            ? remove(containers, holder.get(), port)
            : new RemedyResult.NotApplicable(
                "port " + port + " is held by " + describe(holder.get()) + stays.get());
      }
    }
  }

  private static RemedyResult remove(Containers containers, Container stale, int port)
      throws InterruptedException {
    boolean keeps = !stale.configuration().volumes().isEmpty() || stale.holdsDataItself();
    Optional<Failure> stuck = keeps ? containers.stop(stale) : containers.remove(stale);
    if (stuck.isPresent()) {
      return new RemedyResult.Failed(stuck.get());
    }
    return new RemedyResult.Applied(
        (keeps ? "stopped the stale container " : "removed the stale container ")
            + stale.name()
            + (keeps ? ", which keeps data of its own" : "")
            + "; port "
            + port
            + " is kept",
        Map.of(),
        List.of(new Evidence("stale-container.txt", describe(stale) + "\nid " + stale.id())));
  }

  private static boolean holds(Container container, int port) {
    return (container.running() || container.paused()) && container.hostPorts().contains(port);
  }

  /** Empty when it is a left-over of ours; otherwise what is to be added to what holds the port. */
  private Optional<String> reasonToStay(Container holder, int port, Values values) {
    return holder.project().equals(deployment.stack().project())
        ? reasonOfOurs(holder.service(), port, values)
        : Optional.of("");
  }

  private Optional<String> reasonOfOurs(String service, int port, Values values) {
    try {
      return switch (deployment.readComposeFile(values)) {
        case ComposeReading.Read(ComposeProject file) ->
            file.publisher(port).filter(service::equals).map(_ -> "");
        case ComposeReading.Unreadable(Failure failure) ->
            Optional.of("; whether it should is not known: " + failure.summary());
      };
    } catch (MissingValueException e) {
      return Optional.of("; whether it should is not known: " + e.getMessage());
    }
  }

  private static String describe(Container holder) {
    return "container "
        + holder.name()
        + (holder.project().isEmpty()
            ? ", started by hand"
            : " of project " + holder.project() + ", service " + holder.service())
        + ", "
        + holder.state();
  }
}
