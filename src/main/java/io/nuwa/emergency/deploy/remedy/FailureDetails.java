package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.health.Survey;
import io.nuwa.emergency.failure.Failure;
import java.util.List;
import java.util.Optional;

/** What a failure tells a remedy. */
final class FailureDetails {
  private FailureDetails() {}

  /** The port that it is about. */
  static Optional<Integer> port(Failure failure) {
    return Optional.ofNullable(failure.details().get("port"))
        .filter(text -> text.matches("\\d{1,5}"))
        .map(Integer::parseInt);
  }

  /** The services that it is about; empty when it names none. */
  static List<String> services(Failure failure) {
    String names =
        failure.details().getOrDefault("services", failure.details().getOrDefault("service", ""));
    return names.isEmpty() ? List.of() : List.of(names.split(",", -1));
  }

  /** Whether its container is not the one that compose would make now, so that no restart helps. */
  static boolean needsNewContainer(Failure failure) {
    return failure.details().containsKey(Survey.NEW_CONTAINER);
  }
}
