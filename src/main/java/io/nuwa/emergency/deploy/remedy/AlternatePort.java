package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
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
 * becomes the fact {@code port.<name>}, and with it reaches everything that names the port.
 */
record AlternatePort(List<String> names, PortHolders holders) implements Remedy {
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
    return new RemedyResult.Applied(
        "port " + port.get() + " (" + name.get() + ") becomes " + free.getAsInt() + ": " + holder,
        Map.of(Values.PORT + name.get(), Integer.toString(free.getAsInt())),
        List.of(new Evidence("port-" + port.get() + ".txt", holders.evidence(port.get()))));
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
