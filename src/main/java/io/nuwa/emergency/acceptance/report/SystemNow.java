package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.StepInput;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks what of the system runs now.
 *
 * @param sources what can tell; empty when nothing can, and then nothing is compared
 */
public record SystemNow(List<IdentitySource> sources) {
  public SystemNow {
    sources = List.copyOf(sources);
  }

  /** What asking came to. */
  public sealed interface Answer {}

  /** All parts could be told. */
  public record Told(SystemParts parts) implements Answer {}

  /** At least one could not. */
  public record Untold(Failure why) implements Answer {}

  /** Asks all sources. */
  public Answer ask(StepInput input) throws InterruptedException {
    var parts = new TreeMap<String, String>();
    for (IdentitySource source : sources) {
      switch (source.identity(input)) {
        case Identity.Known known -> parts.putAll(known.parts());
        case Identity.Unknown unknown -> {
          return new Untold(unknown.why());
        }
      }
    }
    return new Told(SystemParts.of(parts));
  }

  /** Why results of these suites say nothing of what runs now; empty when they do. */
  Optional<Failure> objection(List<Suite> suites, StepInput input) throws InterruptedException {
    if (sources.isEmpty()) {
      return Optional.empty();
    }
    return switch (ask(input)) {
      case Untold untold -> Optional.of(untold.why());
      case Told told ->
          suites.stream()
              .map(suite -> input.values().fact(suite.facts().system()).orElse(""))
              .flatMap(recorded -> objection(recorded, told.parts()).stream())
              .findFirst();
    };
  }

  private static Optional<Failure> objection(String recorded, SystemParts now) {
    return SystemParts.parse(recorded)
        .difference(now)
        .map(
            what ->
                Failure.of(
                    FailureClass.TEST_FAILURE,
                    "the tests ran against another system (" + what + "): run the suite again",
                    "then: " + recorded + "\nnow: " + now.text()));
  }
}
