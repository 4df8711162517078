package io.nuwa.emergency.deploy.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What an engine can tell and do about containers and images. */
public final class Containers {
  private static final Duration QUICK = Duration.ofSeconds(30);
  private static final Duration CHANGE = Duration.ofMinutes(1);
  private static final Duration SHORTLY = Duration.ofMillis(5);
  private static final int FEW = 10;
  private static final Duration A_LITTLE = Duration.ofMillis(100);

  /** Ten seconds, which engines give a container to end by itself, and a few more. */
  private static final int PATIENT = 150;

  private static final String STOPPING = "stopping";
  private static final String STOPPED = "stopped";
  private static final int CLEARINGS = 200;

  /** Ten seconds. */
  private static final int OTHERS = 100;

  private static final int RESTART_LOOKS = 150;
  private static final Duration RESTART_PAUSE = Duration.ofMillis(20);
  private static final Duration COURTESY = Duration.ofSeconds(1);

  private final Engine engine;
  private final EngineApi api;

  public Containers(Engine engine) {
    this.engine = engine;
    this.api = new EngineApi(engine);
  }

  /** Every container of a compose project, whatever its state. */
  public Listing ofProject(String project) throws InterruptedException {
    String label = "com.docker.compose.project=" + project;
    Optional<JsonNode> inspected = api.containers(label);
    return inspected.isPresent()
        ? Listing.Known.of(inspected.get())
        : new ProgramListing(engine).of(List.of("--filter", "label=" + label));
  }

  /** Every container that this user's engine knows. */
  public Listing all() throws InterruptedException {
    return new ProgramListing(engine).of(List.of());
  }

  /**
   * Removes a container, running or not; its volumes stay. Empty when it is gone and its process
   * with it: Podman forgets one that is "stopping" and lets its process live on, which no engine
   * knows any more.
   */
  public Optional<Failure> remove(Container container) throws InterruptedException {
    Optional<Failure> failed =
        act(CHANGE, "could not remove", container, List.of("rm", "--force", container.id()));
    return failed.isPresent() || endsProcess(container)
        ? failed
        : Optional.of(livesOn(container, "was removed"));
  }

  /**
   * Brings to its end what is "stopping" though whoever stopped it is gone: its process lives on,
   * holds its ports and writes to its volumes for as long as it likes. Empty when it has stopped.
   */
  public Optional<Failure> finishStop(Container container, Time time) throws InterruptedException {
    await(container, STOPPING, PATIENT, A_LITTLE, time);
    if (!status(container).equals(STOPPING)) {
      return Optional.empty();
    }
    if (engine.machine().somebodyEndsContainers(time.machine().instant())) {
      return Optional.of(
          Failure.of(
              FailureClass.TIMEOUT,
              container.name() + " is being stopped by somebody: nothing else is done with it",
              ""));
    }
    if (!endsProcess(container)) {
      return Optional.of(livesOn(container, "is stopping for ever"));
    }
    await(container, STOPPING, PATIENT, A_LITTLE, time);
    return Optional.empty();
  }

  /** Whether its process is gone, by our hand where it lives on without its container. */
  private boolean endsProcess(Container container) throws InterruptedException {
    if (!engine.isLocal() || container.pid() == 0 || !engine.machine().runs(container.pid())) {
      return true;
    }
    return container.startedAt().isPresent()
        && engine.machine().end(container.pid(), container.startedAt().get());
  }

  private static Failure livesOn(Container container, String what) {
    return Failure.of(
        FailureClass.CONFIGURATION,
        container.name()
            + " "
            + what
            + ", and its process "
            + container.pid()
            + " lives on and may hold its ports and volumes: nothing is put in its place; end that"
            + " process (kill -9 "
            + container.pid()
            + ")",
        "");
  }

  /** Starts a container that has stopped, or was never started. Empty when it runs. */
  public Optional<Failure> start(Container container) throws InterruptedException {
    return api.act("start", container, CHANGE) != EngineApi.Deed.NOT_SAID
        ? Optional.empty()
        : act(CHANGE, "could not start", container, List.of("start", container.id()));
  }

  /** What became of a container whose process had ended a moment ago. */
  public enum Again {
    /** The engine says that it started it. */
    STARTED,
    /** Somebody had stopped it, and has started it since. */
    BY_OTHERS,
    /** The engine brought it back itself, as its restart policy says. */
    BY_POLICY,
    /** It is to be looked at. */
    UNKNOWN
  }

  /**
   * Waits until nobody on this machine is ending containers, ten seconds at most. Between the end
   * of a container's process and the moment when a {@code podman rm --force} has forgotten it lie
   * some 350 ms, in which Podman starts it when told to, and forgets it all the same: its process
   * lives on, known to nobody, and holds its ports.
   */
  public void awaitOthers(Time time) throws InterruptedException {
    for (int looks = 0; looks < OTHERS; looks++) {
      if (!engine.machine().somebodyEndsContainers(time.machine().instant())) {
        return;
      }
      time.pause(A_LITTLE);
    }
  }

  /**
   * Starts a container whose process has ended a moment ago. Podman keeps the network and the files
   * of such a one until a process of its own has cleared up, some 40 ms later; started before that,
   * it takes a third of the time. One that is being stopped is left to whoever does that for a
   * second longer: a {@code podman restart} fails when somebody else was quicker. So does a {@code
   * podman stop} in the moment after the process has ended, when the container is "stopped" and not
   * yet cleared up: that is waited for, a second at most, unless it ended as one ends that was
   * killed. Podman calls that "stopped", too, as soon as it is asked, but nobody waits for its end
   * (only for that of a stop that had to kill). Who stops or removes one looks for its end only
   * each tenth of a second, and not everybody is seen by {@link #awaitOthers}, so one that ended
   * orderly is left to them for a second. One that has a restart policy is left to the engine for
   * three seconds before: Podman needs less than one, Docker a tenth at the first death and twice
   * as long at each that follows soon.
   */
  public Again startAgain(Container container, Time time) throws InterruptedException {
    Optional<Container> now = api.again(container);
    if (now.isEmpty()) {
      return Again.UNKNOWN;
    }
    if (now.get().running() && now.get().pid() != container.pid()) {
      return container.restarts().policy() ? Again.BY_POLICY : Again.BY_OTHERS;
    }
    String status = now.get().status();
    if (status.equals(STOPPING)) {
      await(container, STOPPING, PATIENT, A_LITTLE, time);
      time.pause(COURTESY);
      return api.again(container).filter(Container::running).isPresent()
          ? Again.BY_OTHERS
          : Again.UNKNOWN;
    }
    if (container.restarts().policy() && awaitRestart(container, time)) {
      return Again.BY_POLICY;
    }
    if (status.equals(STOPPED) && !now.get().killed()) {
      await(container, STOPPED, CLEARINGS, SHORTLY, time);
    }
    if (now.get().endedOrderly()) {
      time.pause(COURTESY);
      Optional<Container> left = api.again(container);
      if (left.isEmpty()) {
        return Again.UNKNOWN;
      }
      if (left.get().running()) {
        return Again.BY_OTHERS;
      }
    }
    for (int tries = 0; tries < FEW; tries++) {
      switch (api.act("start", container, CHANGE)) {
        case DONE -> {
          return Again.STARTED;
        }
        // Its end has not come round to the engine.
        case SO_ALREADY -> time.pause(SHORTLY);
        case NOT_SAID -> {
          return Again.UNKNOWN;
        }
      }
    }
    return Again.UNKNOWN;
  }

  /** Waits until it is called something else, or that often. */
  private void await(Container container, String status, int tries, Duration pause, Time time)
      throws InterruptedException {
    for (int i = 0; i < tries && status(container).equals(status); i++) {
      time.pause(pause);
    }
  }

  private String status(Container container) throws InterruptedException {
    Optional<Container> now = api.again(container);
    if (now.isEmpty() && ofProject(container.project()) instanceof Listing.Known known) {
      now = known.containers().stream().filter(one -> one.id().equals(container.id())).findFirst();
    }
    return now.map(Container::status).orElse("");
  }

  private boolean awaitRestart(Container dead, Time time) throws InterruptedException {
    for (int tries = 0; tries < RESTART_LOOKS; tries++) {
      if (api.again(dead).filter(now -> now.running() && now.pid() != dead.pid()).isPresent()) {
        return true;
      }
      time.pause(RESTART_PAUSE);
    }
    return false;
  }

  /**
   * Stops a container, politely for as long as it asks for itself (mostly 10 s), then with force.
   * Empty when it has stopped.
   */
  public Optional<Failure> stop(Container container) throws InterruptedException {
    return api.act("stop", container, CHANGE) != EngineApi.Deed.NOT_SAID
        ? Optional.empty()
        : act(CHANGE, "could not stop", container, List.of("stop", container.id()));
  }

  /**
   * {@link #stop}, or the end of a stop that nobody pursues, then {@link #start}. Empty when it
   * runs again.
   */
  public Optional<Failure> restart(Container container, Time time) throws InterruptedException {
    Optional<Failure> running =
        container.stopping() ? finishStop(container, time) : stop(container);
    return running.isPresent() ? running : start(container);
  }

  /** Lets a paused container go on. Empty when it does. */
  public Optional<Failure> unpause(Container container) throws InterruptedException {
    return act(QUICK, "could not unpause", container, List.of("unpause", container.id()));
  }

  /** The last lines that a container wrote, standard error included. */
  public String lastLines(Container container, int lines) throws InterruptedException {
    Completion logs = engine.run(QUICK, List.of("logs", "--tail", "" + lines, container.id()));
    return logs.succeeded()
        ? logs.text().strip()
        : "(" + engine + " could not read its log: " + logs.stderr().strip() + ")";
  }

  /** What these names of images stand for now. */
  public Images images(Collection<String> names) throws InterruptedException {
    return images(names, new ImageNames());
  }

  /** The same, without asking of what is remembered and still true. */
  public Images images(Collection<String> names, ImageNames remembered)
      throws InterruptedException {
    var answered = api.imageIds(names, remembered);
    return answered.isPresent()
        ? new Images.Known(answered.get())
        : new ProgramImages(engine).of(names);
  }

  /** Whether a volume of this name is gone, in the engine's own words. */
  public boolean lacksVolume(String name) throws InterruptedException {
    Optional<Boolean> told = api.hasVolume(name);
    if (told.isPresent()) {
      return !told.get();
    }
    Completion inspected = engine.run(QUICK, List.of("volume", "inspect", name));
    return !inspected.succeeded() && NO_SUCH_VOLUME.matcher(inspected.stderr()).find();
  }

  /** Whether a network that is here was made by somebody else than compose for this project. */
  public boolean isForeignNetwork(String name, String project) throws InterruptedException {
    Optional<JsonNode> labels = api.networkLabels(name);
    return labels.isPresent()
        && !labels.get().path("com.docker.compose.project").asText("").equals(project)
        && !labels.get().path("io.podman.compose.project").asText("").equals(project);
  }

  private static final Pattern NO_SUCH_VOLUME =
      Pattern.compile("no such volume|no volume with name", Pattern.CASE_INSENSITIVE);

  private Optional<Failure> act(
      Duration timeout, String failing, Container container, List<String> words)
      throws InterruptedException {
    Completion completion = engine.run(timeout, words);
    return completion.succeeded()
        ? Optional.empty()
        : Optional.of(
            EngineSignatures.classify(
                engine.kind().program() + " " + failing + " " + container.name(), completion));
  }
}
