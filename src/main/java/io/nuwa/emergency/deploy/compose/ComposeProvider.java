package io.nuwa.emergency.deploy.compose;

import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineKind;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The programs that understand compose files, best first. */
public enum ComposeProvider {
  DOCKER_PLUGIN("docker compose"),
  PODMAN_COMMAND("podman compose"),
  STANDALONE("docker-compose"),
  PODMAN_SCRIPT("podman-compose");

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern MAJOR = Pattern.compile("v?(\\d+)\\.\\d+");

  private final String command;

  ComposeProvider(String command) {
    this.command = command;
  }

  /** As a shell would call it; also the value of the fact {@code engine.compose}. */
  public String command() {
    return command;
  }

  List<String> words() {
    return List.of(command.split(" ", -1));
  }

  /** Whether it speaks to the engine over its API, and knows {@code --env-file}. */
  boolean speaksToApi() {
    return this != PODMAN_SCRIPT;
  }

  /** Whether it fails when something that it starts does: Debian 12's podman-compose never does. */
  boolean tellsFailures() {
    return this != PODMAN_SCRIPT;
  }

  /** Whether it goes to the engine that {@code DOCKER_HOST} names, and to no other. */
  boolean takesHost() {
    return this == DOCKER_PLUGIN || this == STANDALONE;
  }

  /** The provider with this {@link #command()}, or empty. */
  public static Optional<ComposeProvider> of(String command) {
    for (ComposeProvider provider : values()) {
      if (provider.command.equals(command)) {
        return Optional.of(provider);
      }
    }
    return Optional.empty();
  }

  /** The best one that works with this engine; empty when none does. */
  public static Optional<ComposeProvider> detect(Engine engine) throws InterruptedException {
    var quick = first(engine, true);
    // A script that takes as long to answer as the others together: asked only when it is needed.
    return quick.isPresent() ? quick : first(engine, false);
  }

  private static Optional<ComposeProvider> first(Engine engine, boolean speaksToApi)
      throws InterruptedException {
    List<Callable<Optional<ComposeProvider>>> questions = new ArrayList<>();
    for (ComposeProvider provider : values()) {
      if (provider.speaksToApi() == speaksToApi && provider.fits(engine.kind())) {
        questions.add(() -> provider.answers(engine) ? Optional.of(provider) : Optional.empty());
      }
    }
    // They are asked at once: each answer costs the start of a program, and most are "not here".
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var answer : threads.invokeAll(questions)) {
        if (answer.state() == Future.State.SUCCESS && answer.resultNow().isPresent()) {
          return answer.resultNow();
        }
      }
    }
    return Optional.empty();
  }

  private boolean fits(EngineKind kind) {
    return switch (this) {
      case DOCKER_PLUGIN, STANDALONE -> true;
      case PODMAN_COMMAND, PODMAN_SCRIPT -> kind == EngineKind.PODMAN;
    };
  }

  private boolean answers(Engine engine) throws InterruptedException {
    if (!engine.machine().has(words().getFirst())) {
      return false;
    }
    var words = new ArrayList<>(words());
    words.addAll(speaksToApi() ? List.of("version", "--short") : List.of("--version"));
    Completion answer = engine.machine().run(words, engine.environment(), PATIENCE);
    if (!answer.succeeded()) {
      return false;
    }
    // Compose v1 knows neither today's files nor the options that we pass.
    Matcher major = MAJOR.matcher(answer.stdout());
    return !speaksToApi() || (major.find() && Integer.parseInt(major.group(1)) >= 2);
  }
}
