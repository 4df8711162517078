package io.nuwa.emergency.deploy.compose;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.nuwa.emergency.compose.ComposeRequest;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.deploy.engine.EngineSignatures;
import io.nuwa.emergency.deploy.engine.PodmanService;
import io.nuwa.emergency.deploy.socket.Relay;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A compose provider at work on one deployment. */
public final class Compose {
  /** The fact that names the provider. */
  public static final String FACT = "engine.compose";

  private static final Pattern HASH = Pattern.compile("(\\S+) ([0-9a-f]{64})");

  private final Deployment deployment;
  private final Engine engine;
  private final ComposeProvider provider;

  private Compose(Deployment deployment, Engine engine, ComposeProvider provider) {
    this.deployment = deployment;
    this.engine = engine;
    this.provider = provider;
  }

  /** What came of looking for a provider. */
  public sealed interface Choice {
    /** This one works. */
    record Chosen(Compose compose) implements Choice {}

    /** None does. */
    record None(Failure failure) implements Choice {}
  }

  /** The provider that the run settled on, else the best one that works with the engine. */
  public static Choice choose(Deployment deployment, Engine engine, StepInput input)
      throws InterruptedException {
    var known = input.values().fact(FACT).flatMap(ComposeProvider::of);
    if (known.isPresent()) {
      return new Choice.Chosen(new Compose(deployment, engine, known.get()));
    }
    ComposeProvider.Found found = ComposeProvider.detect(engine);
    return found
        .works()
        .<Choice>map(provider -> new Choice.Chosen(new Compose(deployment, engine, provider)))
        .orElseGet(() -> new Choice.None(none(engine, found.slow())));
  }

  private static Failure none(Engine engine, List<ComposeProvider> slow) {
    if (!slow.isEmpty()) {
      return Failure.of(
          FailureClass.TIMEOUT,
          "no compose provider says its version in time: "
              + String.join(", ", slow.stream().map(ComposeProvider::command).toList()),
          "");
    }
    return Failure.of(
        FailureClass.ENGINE_MISSING,
        "no compose provider for "
            + engine.kind().program()
            + ": install docker-compose (v2) or podman-compose, or run ./scripts/setup.sh",
        "tried docker compose, podman compose, docker-compose, podman-compose");
  }

  /** How people call the provider. */
  public String name() {
    return provider.command();
  }

  /** Whether it fails when something that it starts does. */
  boolean tellsFailures() {
    return provider.tellsFailures();
  }

  /** Whether a new container gets the volumes without a name of the one in whose place it comes. */
  boolean handsVolumesOn() {
    return provider.speaksToApi();
  }

  /** Whether it says what it makes of a compose file in a way that is the same everywhere. */
  boolean tellsConfiguration() {
    return provider.speaksToApi();
  }

  /** A socket that knows what this provider will ask first; empty where that is no help. */
  Optional<Relay> relay(Foresight foresight) throws InterruptedException {
    return foresight.relay(engine, provider);
  }

  /**
   * Creates and starts what is not there or has changed, and leaves the rest alone.
   *
   * @param options further words of {@code up}
   * @param services to restrict it to; all when empty
   * @param over a file that says some of it otherwise
   * @param relay what it is to speak to instead of the engine itself
   * @return what it wrote, or why it failed
   */
  Outcome up(
      Collection<String> profiles,
      List<String> options,
      Collection<String> services,
      Optional<Path> over,
      Optional<Relay> relay,
      StepInput input)
      throws InterruptedException {
    var command = new ArrayList<>(List.of("up", "-d"));
    command.addAll(options);
    return run(profiles, command, services, over, relay.map(Relay::url), input);
  }

  /** What this provider makes of the compose file, profiles and all. */
  Compositions.Answer composition(StepInput input) throws InterruptedException {
    Completion config = config(List.of("--format", "json"), Optional.empty(), input);
    Completion hashed = config(List.of("--hash", "*"), Optional.empty(), input);
    for (Completion one : List.of(config, hashed)) {
      if (!one.succeeded()) {
        return new Compositions.Answer.Unknown(
            failure(List.of("config"), one, new Redaction(input.values())));
      }
    }
    try {
      JsonNode told = new ObjectMapper().readTree(config.stdout());
      return new Compositions.Answer.Known(
          Composition.of(told, hashes(hashed), alone(told.path("services"), input)));
    } catch (JsonProcessingException e) {
      return new Compositions.Answer.Unknown(
          Failure.of(
              FailureClass.CONFIGURATION,
              provider.command() + " config prints what cannot be read",
              String.valueOf(e.getOriginalMessage())));
    }
  }

  /** What a service depends on is part of its hash, and is left out where it is started alone. */
  private Map<String, String> alone(JsonNode services, StepInput input)
      throws InterruptedException {
    var over = new StringBuilder("services:\n");
    services
        .properties()
        .forEach(
            one -> {
              if (!Composition.needs(one.getValue()).isEmpty()) {
                over.append("  ").append(one.getKey()).append(": {depends_on: !reset {}}\n");
              }
            });
    if (!over.toString().contains("!reset")) {
      return Map.of();
    }
    try {
      Path file = Files.createTempFile("emergency-alone-", ".yaml");
      try {
        Files.writeString(file, over);
        // One of before 2.24 does not know the word: then only the whole counts.
        return hashes(config(List.of("--hash", "*"), Optional.of(file), input));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      return Map.of();
    }
  }

  private static Map<String, String> hashes(Completion told) {
    var hashes = new TreeMap<String, String>();
    for (String line : told.stdout().lines().toList()) {
      Matcher one = HASH.matcher(line);
      if (one.matches()) {
        hashes.put(one.group(1), one.group(2));
      }
    }
    return hashes;
  }

  private Completion config(List<String> options, Optional<Path> over, StepInput input)
      throws InterruptedException {
    var command = new ArrayList<>(List.of("config"));
    command.addAll(options);
    return execute(List.of("*"), command, List.of(), over, Optional.empty(), input);
  }

  /** The compose file as this provider reads it; empty when it does not say. */
  String configuration(StepInput input) throws InterruptedException {
    Completion told = config(List.of(), Optional.empty(), input);
    return told.succeeded() ? told.stdout() : "";
  }

  /** Fetches the images of these services; all when empty. */
  public Outcome pull(Collection<String> profiles, StepInput input) throws InterruptedException {
    return run(profiles, List.of("pull"), List.of(), Optional.empty(), Optional.empty(), input);
  }

  /** How a provider's command ended. */
  public sealed interface Outcome {
    /** Well. */
    record Succeeded(String text) implements Outcome {}

    /** Not well. */
    record Failed(Failure failure) implements Outcome {}
  }

  private Outcome run(
      Collection<String> profiles,
      List<String> command,
      Collection<String> services,
      Optional<Path> over,
      Optional<String> host,
      StepInput input)
      throws InterruptedException {
    if (engine.kind() == EngineKind.PODMAN && provider.speaksToApi()) {
      Optional<Failure> silent = new PodmanService(engine).ensure(input.time());
      if (silent.isPresent()) {
        return new Outcome.Failed(silent.get());
      }
    }
    Completion completion = execute(profiles, command, services, over, host, input);
    Redaction redaction = new Redaction(input.values());
    return completion.succeeded()
        ? new Outcome.Succeeded(redaction.hide(completion.text()))
        : new Outcome.Failed(failure(command, completion, redaction));
  }

  private Completion execute(
      Collection<String> profiles,
      List<String> command,
      Collection<String> services,
      Optional<Path> over,
      Optional<String> host,
      StepInput input)
      throws InterruptedException {
    var words = new ArrayList<>(provider.words());
    words.addAll(List.of("-p", deployment.stack().project()));
    ComposeRequest request = deployment.request(input.values());
    request.allFiles().forEach(file -> words.addAll(List.of("-f", file.toString())));
    over.ifPresent(file -> words.addAll(List.of("-f", file.toString())));
    if (provider.speaksToApi()) {
      // An --env-file takes the place of the .env beside, which a start by hand reads: both count.
      request
          .allEnvironmentFiles()
          .forEach(file -> words.addAll(List.of("--env-file", file.toString())));
    }
    profiles.forEach(profile -> words.addAll(List.of("--profile", profile)));
    words.addAll(command);
    words.addAll(services);
    return engine.machine().run(words, environment(host, input), input.left());
  }

  private Failure failure(List<String> command, Completion failed, Redaction redaction) {
    return redaction.hide(
        EngineSignatures.classify(
            provider.command() + " " + String.join(" ", command) + " failed: " + lastLine(failed),
            failed));
  }

  private Map<String, String> environment(Optional<String> host, StepInput input) {
    var environment = new TreeMap<>(engine.environment());
    // What a user's shell happens to hold must not win over the plan's files.
    for (String name : ComposeRequest.OF_A_SHELL) {
      environment.put(name, "");
    }
    input
        .values()
        .secrets()
        .forEach((name, value) -> environment.put(name, provider.speaksToApi() ? "" : value));
    if (engine.kind() == EngineKind.PODMAN && provider.speaksToApi()) {
      environment.put("DOCKER_HOST", host.orElseGet(new PodmanService(engine)::url));
      environment.put("DOCKER_BUILDKIT", "0");
    }
    environment.putAll(deployment.environment(input.values()));
    return environment;
  }

  private static String lastLine(Completion completion) {
    return completion
        .text()
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .reduce((first, last) -> last)
        .orElse("exit code " + completion.exitCode() + " and no message");
  }
}
