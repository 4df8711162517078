package io.nuwa.emergency.deploy;

import io.nuwa.emergency.compose.ComposeProject;
import io.nuwa.emergency.compose.ComposeService;
import io.nuwa.emergency.deploy.compose.ComposeReading;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Redaction;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Identity;
import io.nuwa.emergency.step.IdentitySource;
import io.nuwa.emergency.step.StepInput;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What each service of the stack is: the image that it was made from, the name of that image there
 * and in the compose file, and a digest of its configuration. A restart, a container that was made
 * again in the same way, and a port that a remedy moved change none of it: the number of a port of
 * the plan counts as its name. A service without a container is none, and where no engine is
 * installed there are none at all: that is known, and another system than one that runs.
 */
record StackIdentity(Deployment deployment) implements IdentitySource {

  @Override
  public Identity identity(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none ->
          hasEngine()
              ? new Identity.Unknown(none.failure())
              : new Identity.Known(Map.of("stack", "no engine"));
      case Detection.Found found ->
          switch (new Containers(found.engine()).ofProject(deployment.stack().project())) {
            case Listing.Unknown unknown ->
                new Identity.Unknown(new Redaction(input.values()).hide(unknown.failure()));
            case Listing.Known known -> identity(known.containers(), input.values());
          };
    };
  }

  private boolean hasEngine() {
    return Arrays.stream(EngineKind.values())
        .anyMatch(kind -> deployment.machine().has(kind.program()));
  }

  private Identity identity(List<Container> containers, Values values) {
    if (containers.isEmpty()) {
      return new Identity.Known(Map.of("stack", "no container"));
    }
    ComposeProject file;
    try {
      switch (deployment.readComposeFile(values)) {
        case ComposeReading.Unreadable(Failure failure) -> {
          return new Identity.Unknown(failure);
        }
        case ComposeReading.Read(ComposeProject read) -> file = read;
      }
    } catch (MissingValueException e) {
      return unknown(FailureClass.CONFIGURATION, "stack: " + e.getMessage());
    }
    var parts = new TreeMap<String, String>();
    for (String service : deployment.stack().services()) {
      List<Container> own =
          containers.stream().filter(one -> one.service().equals(service)).toList();
      parts.put(
          "service " + service,
          own.isEmpty() ? "no container" : described(own, portsByName(values)));
      image(file, service).ifPresent(name -> parts.put("compose image of " + service, name));
    }
    return new Identity.Known(parts);
  }

  private static Optional<String> image(ComposeProject file, String service) {
    return Optional.ofNullable(file.services().get(service)).flatMap(ComposeService::neededImage);
  }

  /** Of several that are alike only one is said, so that their number is no other build. */
  private static String described(List<Container> containers, UnaryOperator<String> portsByName) {
    return containers.stream()
        .map(
            one ->
                "image "
                    + one.image()
                    + " "
                    + one.imageId()
                    + ", configuration "
                    + one.configuration().digest(portsByName))
        .distinct()
        .sorted()
        .collect(Collectors.joining("; "));
  }

  /** Writes the name of a port of the plan for its number, wherever that stands as a word. */
  private static UnaryOperator<String> portsByName(Values values) {
    Map<String, String> names = new TreeMap<>();
    values
        .facts()
        .forEach(
            (name, number) -> {
              if (name.startsWith(Values.PORT) && number.matches("\\d+")) {
                names.put(number, "${" + name + "}");
              }
            });
    if (names.isEmpty()) {
      return UnaryOperator.identity();
    }
    Pattern numbers = Pattern.compile("(?<!\\d)(" + String.join("|", names.keySet()) + ")(?!\\d)");
    return line ->
        numbers
            .matcher(line)
            .replaceAll(found -> Matcher.quoteReplacement(names.get(found.group(1))));
  }

  private static Identity unknown(FailureClass kind, String why) {
    return new Identity.Unknown(Failure.of(kind, why, ""));
  }
}
