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

  /**
   * What came of looking for one.
   *
   * @param works the best one that does
   * @param slow those that are here and did not answer in time
   */
  public record Found(Optional<ComposeProvider> works, List<ComposeProvider> slow) {
    public Found {
      slow = List.copyOf(slow);
    }
  }

  /** The best one that works with this engine. */
  public static Found detect(Engine engine) throws InterruptedException {
    Found quick = first(engine, true);
    if (quick.works().isPresent()) {
      return quick;
    }
    // A script that takes as long to answer as the others together: asked only when it is needed.
    Found script = first(engine, false);
    var slow = new ArrayList<>(quick.slow());
    slow.addAll(script.slow());
    return new Found(script.works(), slow);
  }

  private static Found first(Engine engine, boolean speaksToApi) throws InterruptedException {
    var asked = new ArrayList<ComposeProvider>();
    List<Callable<Reply>> questions = new ArrayList<>();
    for (ComposeProvider provider : values()) {
      if (provider.speaksToApi() == speaksToApi && provider.fits(engine.kind())) {
        asked.add(provider);
        questions.add(() -> provider.ask(engine));
      }
    }
    var slow = new ArrayList<ComposeProvider>();
    // They are asked at once: each answer costs the start of a program, and most are "not here".
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Reply>> replies = threads.invokeAll(questions);
      for (int i = 0; i < replies.size(); i++) {
        Reply reply =
            replies.get(i).state() == Future.State.SUCCESS
                ? replies.get(i).resultNow()
                : Reply.NOT_HERE;
        switch (reply) {
          case WORKS -> {
            return new Found(Optional.of(asked.get(i)), List.of());
          }
          case SLOW -> slow.add(asked.get(i));
          case NOT_HERE -> {}
        }
      }
    }
    return new Found(Optional.empty(), slow);
  }

  private enum Reply {
    WORKS,
    NOT_HERE,
    SLOW
  }

  private boolean fits(EngineKind kind) {
    return switch (this) {
      case DOCKER_PLUGIN, STANDALONE -> true;
      case PODMAN_COMMAND, PODMAN_SCRIPT -> kind == EngineKind.PODMAN;
    };
  }

  private Reply ask(Engine engine) throws InterruptedException {
    if (!engine.machine().has(words().getFirst())) {
      return Reply.NOT_HERE;
    }
    var words = new ArrayList<>(words());
    words.addAll(speaksToApi() ? List.of("version", "--short") : List.of("--version"));
    Completion answer = engine.machine().run(words, engine.environment(), PATIENCE);
    if (answer.timedOut()) {
      return Reply.SLOW;
    }
    if (!answer.succeeded()) {
      return Reply.NOT_HERE;
    }
    // Compose v1 knows neither today's files nor the options that we pass.
    Matcher major = MAJOR.matcher(answer.stdout());
    return !speaksToApi() || (major.find() && Integer.parseInt(major.group(1)) >= 2)
        ? Reply.WORKS
        : Reply.NOT_HERE;
  }
}
