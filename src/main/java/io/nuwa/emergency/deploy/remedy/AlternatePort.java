package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Moves a port of the plan that a stranger holds, or that this user may not publish. The new number
 * becomes the fact {@code port.<name>}, and with it reaches everything that names the port. A port
 * that the compose file publishes whatever the plan says cannot be moved.
 */
record AlternatePort(Deployment deployment, List<String> names, PortHolders holders)
    implements Remedy {
  static final String NAME = "alternate-port";
  private static final int DISTANCE = 10_000;
  private static final int FIRST_FREE_TO_ALL = 1024;
  private static final int LAST = 65_535;

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return FailureDetails.port(failure)
        .map(port -> "move port " + port + " to the next free one from " + firstChoice(port))
        .orElse("move the port that is held to a free one");
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) {
    Optional<Integer> port = FailureDetails.port(failure);
    if (port.isEmpty()) {
      return new RemedyResult.NotApplicable("the failure names no port");
    }
    Optional<String> name = nameOf(port.get(), input.values());
    if (name.isEmpty()) {
      return new RemedyResult.NotApplicable(
          "port "
              + port.get()
              + " is none of the plan's 'ports:'; give it a name there and use ${port.NAME}");
    }
    String holder =
        failure.kind() == FailureClass.PERMISSION
            ? "this user may not publish it"
            : "it is held by " + holders.describe(port.get());
    OptionalInt free = nextFree(port.get(), taken(input.values()));
    if (free.isEmpty()) {
      return new RemedyResult.Failed(
          Failure.of(
              FailureClass.PORT_IN_USE,
              "no port above " + firstChoice(port.get()) + " is free in place of " + port.get(),
              holder));
    }
    String moved = Integer.toString(free.getAsInt());
    if (isLiteral(port.get(), input.values().with(Map.of(Values.PORT + name.get(), moved)))) {
      return new RemedyResult.NotApplicable(
          "port "
              + port.get()
              + " stands in the compose file as a number, so that it cannot be moved ("
              + holder
              + "): write ${NAME:-"
              + port.get()
              + "} there and 'stack: {environment: {NAME: \"${port."
              + name.get()
              + "}\"}}' in the plan, or free the port");
    }
    return new RemedyResult.Applied(
        "port " + port.get() + " (" + name.get() + ") becomes " + moved + ": " + holder,
        Map.of(Values.PORT + name.get(), moved),
        List.of(new Evidence("port-" + port.get() + ".txt", holders.evidence(port.get()))));
  }

  /** Whether the compose file still publishes it when the plan names another one. */
  private boolean isLiteral(int port, Values moved) {
    try {
      return deployment.readComposeFile(moved) instanceof ComposeReading.Read(var file)
          && file.publisher(port).isPresent();
    } catch (MissingValueException e) {
      return false;
    }
  }

  private Optional<String> nameOf(int port, Values values) {
    String number = Integer.toString(port);
    return names.stream()
        .filter(name -> values.fact(Values.PORT + name).equals(Optional.of(number)))
        .findFirst();
  }

  private static Set<String> taken(Values values) {
    var taken = new HashSet<String>();
    values
        .facts()
        .forEach(
            (name, value) -> {
              if (name.startsWith(Values.PORT)) {
                taken.add(value);
              }
            });
    return taken;
  }

  private OptionalInt nextFree(int port, Set<String> taken) {
    for (int candidate = firstChoice(port); candidate <= LAST; candidate++) {
      if (!taken.contains(Integer.toString(candidate)) && holders.isFree(candidate)) {
        return OptionalInt.of(candidate);
      }
    }
    return OptionalInt.empty();
  }

  private static int firstChoice(int port) {
    return port + DISTANCE <= LAST ? port + DISTANCE : Math.max(FIRST_FREE_TO_ALL, port % DISTANCE);
  }
}
