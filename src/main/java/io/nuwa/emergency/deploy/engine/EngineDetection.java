package io.nuwa.emergency.deploy.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the engine to use: the one that the run settled on, else {@code EMERGENCY_ENGINE}, else a
 * Docker whose daemon answers, else Podman. An engine that is there but not allowed, or too slow to
 * answer, is a failure of its own and never skipped in silence.
 */
public final class EngineDetection {
  private static final String CHOICE = "EMERGENCY_ENGINE";
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Machine machine;

  public EngineDetection(Machine machine) {
    this.machine = machine;
  }

  /** The engine of the run as its facts say, without asking it; looked for when they do not. */
  public Detection current(Values values) throws InterruptedException {
    var known = known(values);
    return known.isPresent() ? new Detection.Found(known.get()) : search();
  }

  /** The engine of the run if it still answers, else what is found anew. */
  public Detection verify(Values values) throws InterruptedException {
    var known = known(values);
    if (known.isEmpty()) {
      return search();
    }
    var refusal = refusal(known.get());
    if (refusal.isEmpty()) {
      return new Detection.Found(known.get());
    }
    return isThere(refusal.get()) ? new Detection.NotFound(refusal.get()) : search();
  }

  private Optional<Engine> known(Values values) {
    return values
        .fact(Engine.FACT)
        .flatMap(EngineKind::of)
        .map(kind -> new Engine(kind, values.fact(Engine.HOST_FACT).orElse(""), machine));
  }

  private Detection search() throws InterruptedException {
    var kinds = List.of(EngineKind.values());
    var choice = machine.variable(CHOICE);
    if (choice.isPresent()) {
      var chosen = EngineKind.of(choice.get());
      if (chosen.isEmpty()) {
        return new Detection.NotFound(
            Failure.of(
                FailureClass.CONFIGURATION,
                CHOICE + " is '" + choice.get() + "': set it to docker or podman, or unset it",
                ""));
      }
      kinds = List.of(chosen.get());
    }
    var refusals = new ArrayList<Failure>();
    for (EngineKind kind : kinds) {
      var engine = new Engine(kind, hostFromEnvironment(kind), machine);
      var refusal = refusal(engine);
      if (refusal.isEmpty()) {
        return new Detection.Found(trueKind(engine));
      }
      if (isThere(refusal.get())) {
        return new Detection.NotFound(refusal.get());
      }
      refusals.add(refusal.get());
    }
    return new Detection.NotFound(noneAnswers(refusals));
  }

  /** An engine that may not be used, or is slow, is there: another one has other containers. */
  private static boolean isThere(Failure refusal) {
    return refusal.kind() == FailureClass.PERMISSION || refusal.kind() == FailureClass.TIMEOUT;
  }

  private String hostFromEnvironment(EngineKind kind) {
    return machine
        .variable(
            switch (kind) {
              case DOCKER -> "DOCKER_HOST";
              case PODMAN -> "CONTAINER_HOST";
            })
        .orElse("");
  }

  /** Why this engine cannot be used; empty when it answers. */
  private Optional<Failure> refusal(Engine engine) throws InterruptedException {
    String program = engine.kind().program();
    if (!machine.has(program)) {
      return Optional.of(
          Failure.of(FailureClass.ENGINE_MISSING, program + " is not installed", ""));
    }
    Optional<Failure> foreign = new EngineApi(engine).refusal();
    if (foreign.isPresent()) {
      return foreign;
    }
    if (new EngineApi(engine).answers()) {
      return Optional.empty();
    }
    // Only the program says why nobody answers.
    Completion answer =
        engine.run(
            PATIENCE,
            switch (engine.kind()) {
              case DOCKER -> List.of("version", "--format", "{{.Server.Version}}");
              // Opens storage and state like "info", in a fifth of its time.
              case PODMAN -> List.of("ps", "--quiet");
            });
    if (answer.succeeded()) {
      return Optional.empty();
    }
    if (answer.timedOut()) {
      return Optional.of(
          Failure.of(
              FailureClass.TIMEOUT,
              "the engine "
                  + engine
                  + " is there, and did not answer within "
                  + PATIENCE.toSeconds()
                  + " s: it is slow, or stuck",
              answer.text()));
    }
    Failure failure =
        EngineSignatures.classify("the engine " + engine + " does not answer", answer);
    if (failure.kind() != FailureClass.PERMISSION) {
      return Optional.of(
          new Failure(
              FailureClass.ENGINE_MISSING, failure.summary(), failure.evidence(), Map.of()));
    }
    return Optional.of(
        new Failure(
            FailureClass.PERMISSION,
            "this user may not use the engine " + engine + ": join its group, or go rootless",
            failure.evidence(),
            failure.details()));
  }

  /** A docker client may talk to Podman's socket: then it is Podman whose health we must run. */
  private Engine trueKind(Engine engine) throws InterruptedException {
    if (engine.kind() == EngineKind.PODMAN
        || engine.host().isEmpty()
        || !machine.has(EngineKind.PODMAN.program())) {
      return engine;
    }
    var known = new EngineApi(engine).isPodman();
    boolean podman = known.isPresent() ? known.get() : namesPodman(engine);
    return podman ? new Engine(EngineKind.PODMAN, engine.host(), machine) : engine;
  }

  private static boolean namesPodman(Engine engine) throws InterruptedException {
    Completion parts =
        engine.run(
            PATIENCE,
            List.of("version", "--format", "{{range .Server.Components}}{{.Name}},{{end}}"));
    return parts.stdout().contains("Podman");
  }

  private static Failure noneAnswers(List<Failure> refusals) {
    var evidence = new StringBuilder();
    for (Failure refusal : refusals) {
      evidence.append(refusal.summary()).append('\n');
      if (!refusal.evidence().isBlank()) {
        evidence.append(refusal.evidence().strip()).append('\n');
      }
    }
    String why = String.join(" and ", refusals.stream().map(Failure::summary).toList());
    return Failure.of(
        FailureClass.ENGINE_MISSING,
        "no container engine to be used: "
            + why
            + "; install Podman or start Docker, or run ./scripts/setup.sh",
        evidence.toString());
  }
}
