package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Images;
import io.nuwa.emergency.deploy.engine.Listing;
import io.nuwa.emergency.deploy.socket.SocketThreads;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Asks an engine how the services of one compose project are. */
public final class StackHealth {
  private static final Duration LONGEST_CHECK = Duration.ofSeconds(10);

  /** A service may need this long from the start of its container until it is healthy. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  private static final Duration SHORTEST_CHECK = Duration.ofSeconds(1);

  private final Containers containers;
  private final ImageNames images;
  private final HealthCheck check;
  private final String project;

  /** Asks of everything. */
  public StackHealth(Engine engine, String project) {
    this(engine, project, new ImageNames());
  }

  /** Asks of everything but of images that are remembered. */
  public StackHealth(Engine engine, String project, ImageNames images) {
    this(engine, project, images, HealthCheck.with(engine));
  }

  StackHealth(Engine engine, String project, ImageNames images, HealthCheck check) {
    this.containers = new Containers(engine);
    this.images = images;
    this.check = check;
    this.project = project;
  }

  /** What came of asking. */
  public sealed interface Answer {
    /** It is known how they are. */
    record Surveyed(Survey survey) implements Answer {}

    /** The engine did not say. */
    record Unknown(Failure failure) implements Answer {}
  }

  /**
   * Lists the containers and executes the check of each that runs, all at once; what runs an older
   * build of its image is not what shall be released, however healthy it is.
   *
   * @param left what remains until the caller's deadline
   */
  public Answer survey(List<String> services, Duration left) throws InterruptedException {
    return switch (list(services)) {
      case Answer.Unknown unknown -> unknown;
      case Answer.Surveyed listed -> checked(listed.survey(), () -> settled(listed.survey(), left));
    };
  }

  /**
   * The same, and waits for containers that were started only just now, as a health check's start
   * period would: they are neither healthy nor unhealthy yet.
   */
  public Answer survey(List<String> services, StepInput input) throws InterruptedException {
    return switch (list(services)) {
      case Answer.Unknown unknown -> unknown;
      case Answer.Surveyed listed ->
          checked(
              listed.survey(),
              () ->
                  listed.survey().isSettled(input.time().instant(), YOUNG)
                      ? settled(listed.survey(), input.left())
                      : new HealthWait(this, input).await(listed.survey(), YOUNG));
    };
  }

  private Answer settled(Survey listed, Duration left) throws InterruptedException {
    return answer(listed.with(check(listed.services(), left)));
  }

  /** What may be said of a survey: nothing, where all that seems amiss could not be asked. */
  static Answer answer(Survey survey) {
    Optional<Failure> unasked = survey.unasked();
    return unasked.isPresent() ? new Answer.Unknown(unasked.get()) : new Answer.Surveyed(survey);
  }

  private interface Checking {
    Answer answer() throws InterruptedException;
  }

  /** Asks what the images' names stand for while the checks are executed. */
  private Answer checked(Survey listed, Checking checking) throws InterruptedException {
    Set<String> names = images(listed);
    try (var threads = SocketThreads.each()) {
      Future<Images> asked = threads.submit(() -> containers.images(names, images));
      return switch (checking.answer()) {
        case Answer.Unknown unknown -> unknown;
        case Answer.Surveyed surveyed -> {
          Survey survey = surveyed.survey();
          Images current =
              names.containsAll(images(survey))
                  ? answered(asked)
                  : containers.images(images(survey), images);
          yield withImages(survey, current);
        }
      };
    }
  }

  /** Where it is not known which build runs, only what is amiss in any case can be said. */
  private static Answer withImages(Survey survey, Images current) {
    return switch (current) {
      case Images.Known known ->
          new Answer.Surveyed(survey.with(outdated(survey.services(), known.ids())));
      case Images.Unknown unknown ->
          survey.troubled().isEmpty()
              ? new Answer.Unknown(unknown.failure())
              : new Answer.Surveyed(survey);
    };
  }

  private static Images answered(Future<Images> asked) throws InterruptedException {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the engine could not be asked for images", e.getCause());
    }
  }

  private static Set<String> images(Survey survey) {
    return survey.services().stream()
        .flatMap(one -> one.container().stream())
        .map(Container::image)
        .filter(image -> !image.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<ServiceHealth> outdated(
      List<ServiceHealth> checked, Map<String, String> current) {
    return checked.stream()
        .map(
            one ->
                one.container().filter(c -> c.running() && c.isOutdated(current)).isPresent()
                    ? one.outdated()
                    : one)
        .toList();
  }

  /** Lists the containers and executes no check: nothing is healthy yet in the answer. */
  Answer list(List<String> services) throws InterruptedException {
    return switch (containers.ofProject(project)) {
      case Listing.Unknown unknown -> new Answer.Unknown(unknown.failure());
      case Listing.Known known ->
          new Answer.Surveyed(new Survey(match(services, known.containers()), known.json()));
    };
  }

  /** Executes the checks of those that have one and run. */
  List<ServiceHealth> check(List<ServiceHealth> services, Duration left)
      throws InterruptedException {
    Duration patience = left.compareTo(LONGEST_CHECK) < 0 ? left : LONGEST_CHECK;
    Duration enough = patience.compareTo(SHORTEST_CHECK) < 0 ? SHORTEST_CHECK : patience;
    var running = services.stream().filter(ServiceHealth::checkable).toList();
    List<Callable<HealthCheck.Result>> tasks = new ArrayList<>();
    for (ServiceHealth service : running) {
      tasks.add(() -> check.run(service.container().orElseThrow(), enough));
    }
    var checked = new ArrayList<ServiceHealth>();
    try (var threads = SocketThreads.each()) {
      List<Future<HealthCheck.Result>> results =
          threads.invokeAll(tasks, enough.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < running.size(); i++) {
        checked.add(running.get(i).after(result(results.get(i), enough)));
      }
    }
    return checked;
  }

  private static HealthCheck.Result result(Future<HealthCheck.Result> future, Duration patience)
      throws InterruptedException {
    try {
      return future.get();
    } catch (CancellationException e) {
      return HealthCheck.Result.endless(patience);
    } catch (ExecutionException e) {
      return HealthCheck.Result.unasked(String.valueOf(e.getCause()));
    }
  }

  /** For executing checks one by one, each at its own speed. */
  RunningChecks checks() {
    return new RunningChecks(check, LONGEST_CHECK);
  }

  static List<ServiceHealth> match(List<String> services, List<Container> containers) {
    return services.stream()
        .map(
            service ->
                ServiceHealth.unchecked(
                    service,
                    containers.stream()
                        .filter(container -> container.service().equals(service))
                        .max(Comparator.comparing(Container::running))))
        .toList();
  }

  /** The last lines that the container of a service wrote. */
  String lastLines(ServiceHealth service, int lines) throws InterruptedException {
    Optional<Container> container = service.container();
    return container.isPresent() ? containers.lastLines(container.get(), lines) : "";
  }
}
