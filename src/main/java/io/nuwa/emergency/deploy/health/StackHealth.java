package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.compose.Composition;
import io.nuwa.emergency.deploy.compose.Compositions;
import io.nuwa.emergency.deploy.compose.Deployment;
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
import java.time.Instant;
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
  /**
   * How often an engine may bring a container back before it has to show that it does not die
   * again, where the plan says nothing.
   */
  public static final int RESTARTS_AT_MOST = 2;

  /** A service may need this long from the start of its container until it is healthy. */
  private static final Duration YOUNG = Duration.ofSeconds(10);

  /** Between a check that failed and the next one. */
  private static final Duration BETWEEN = Duration.ofMillis(500);

  /** What takes longer is not asked again for its retries. */
  private static final Duration QUICK = Duration.ofSeconds(5);

  private static final Duration INSISTING = Duration.ofMinutes(2);

  /** Of several, the one that compose made last in place of the others. */
  private static final Comparator<Container> CURRENT =
      Comparator.comparing(Container::running)
          .thenComparing(one -> one.restarts().created().orElse(Instant.MIN));

  private final Compositions.Answer composed;
  private final Composition composition;
  private final Containers containers;
  private final ImageNames images;
  private final FairCheck check;
  private final String project;
  private final int restartsAtMost;

  /** Asks of everything. */
  public static StackHealth of(Engine engine, Deployment deployment, StepInput input)
      throws InterruptedException {
    return of(engine, deployment, RESTARTS_AT_MOST, new ImageNames(), input);
  }

  /**
   * Asks of everything but of images that are remembered.
   *
   * @param restartsAtMost how often an engine may bring a container back before it has to show that
   *     it does not die again
   */
  public static StackHealth of(
      Engine engine, Deployment deployment, int restartsAtMost, ImageNames images, StepInput input)
      throws InterruptedException {
    return new StackHealth(
        engine,
        deployment.stack().project(),
        restartsAtMost,
        images,
        HealthCheck.with(engine),
        deployment.composition(engine, input));
  }

  StackHealth(
      Engine engine, String project, int restartsAtMost, ImageNames images, HealthCheck check) {
    this(
        engine,
        project,
        restartsAtMost,
        images,
        check,
        new Compositions.Answer.Known(Composition.UNTOLD));
  }

  StackHealth(
      Engine engine,
      String project,
      int restartsAtMost,
      ImageNames images,
      HealthCheck check,
      Compositions.Answer composed) {
    this.composed = composed;
    this.composition = composed.orUntold();
    this.containers = new Containers(engine);
    this.images = images;
    this.check = new FairCheck(check, engine.machine());
    this.project = project;
    this.restartsAtMost = restartsAtMost;
  }

  /** What is known of no services. */
  public static final Answer NOTHING = new Answer.Surveyed(new Survey(List.of(), "[]"));

  /** What came of asking. */
  public sealed interface Answer {
    /** It is known how they are. */
    record Surveyed(Survey survey) implements Answer {}

    /** The engine did not say. */
    record Unknown(Failure failure) implements Answer {}
  }

  /**
   * Lists the containers and executes the check of each that runs, all at once; what runs an older
   * build of its image is not what shall be released, however healthy it is. Waits for containers
   * that were started only just now, as a health check's start period would: they are neither
   * healthy nor unhealthy yet.
   */
  public Answer survey(List<String> services, StepInput input) throws InterruptedException {
    return switch (list(services)) {
      case Answer.Unknown unknown -> unknown;
      case Answer.Surveyed listed ->
          checked(
              listed.survey(),
              () ->
                  listed.survey().isSettled(input.time().instant(), YOUNG)
                      ? settled(listed.survey(), input)
                      : new HealthWait(this, input)
                          .await(listed.survey(), listed.survey().patience(YOUNG)));
    };
  }

  /** The same, where what is not what compose would make now is not healthy either. */
  public Answer surveyAsComposed(List<String> services, StepInput input)
      throws InterruptedException {
    return switch (survey(services, input)) {
      case Answer.Unknown unknown -> unknown;
      case Answer.Surveyed(Survey survey) ->
          switch (composed) {
            case Compositions.Answer.Known _ ->
                new Answer.Surveyed(survey.as(composition, input.values().facts()));
            // Only what is amiss in any case can be said.
            case Compositions.Answer.Unknown(Failure failure) ->
                survey.troubled().isEmpty() ? new Answer.Unknown(failure) : answer(survey);
          };
    };
  }

  private Answer settled(Survey listed, StepInput input) throws InterruptedException {
    Instant began = input.time().instant();
    Survey checked = listed.with(check(listed.services(), input.left()));
    // As often running as its file says a check must fail before a container is unhealthy; one that
    // hangs has had its time.
    for (int tries = 1; tries < retries(failing(checked)); tries++) {
      Duration took = Duration.between(began, input.time().instant());
      if (took.compareTo(QUICK) > 0 || input.left().compareTo(QUICK) < 0) {
        break;
      }
      input.time().pause(BETWEEN);
      checked = checked.with(check(failing(checked), input.left()));
    }
    return answer(steady(checked, input.time().instant()));
  }

  /** Those whose check said no. */
  private static List<ServiceHealth> failing(Survey survey) {
    return survey.troubled().stream()
        .filter(one -> one.checkable() && one.trouble().orElseThrow().seen())
        .toList();
  }

  /**
   * Asks these services alone, each with all the patience that its health check claims for itself,
   * and as many times running as it must fail to count as unhealthy; two minutes at most.
   */
  public Answer insist(List<String> services, StepInput input) throws InterruptedException {
    return switch (list(services)) {
      case Answer.Unknown unknown -> unknown;
      case Answer.Surveyed listed -> {
        Instant until = input.time().instant().plus(INSISTING);
        Survey survey = listed.survey();
        for (int tries = 1; tries <= retries(survey.troubled()); tries++) {
          Duration left = Duration.between(input.time().instant(), until);
          Duration most = left.compareTo(input.left()) < 0 ? left : input.left();
          if (!most.isPositive()) {
            break;
          }
          survey = survey.with(check(survey.troubled(), most));
        }
        yield new Answer.Surveyed(survey);
      }
    };
  }

  private static int retries(List<ServiceHealth> troubled) {
    return troubled.stream()
        .filter(ServiceHealth::checkable)
        .mapToInt(one -> one.container().orElseThrow().health().retries())
        .max()
        .orElse(0);
  }

  /** This survey, where what is restarted again and again is not healthy. */
  Survey steady(Survey survey, Instant now) {
    return survey.steady(restartsAtMost, now);
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

  /** Whether the engine has other words for a health check of one of these than the file. */
  public boolean hasCutWords(List<String> services) throws InterruptedException {
    return list(services) instanceof Answer.Surveyed(Survey survey)
        && survey.services().stream()
            .flatMap(one -> one.container().stream())
            .anyMatch(one -> one.health().cut());
  }

  /** Lists the containers and executes no check: nothing is healthy yet in the answer. */
  Answer list(List<String> services) throws InterruptedException {
    return switch (containers.ofProject(project)) {
      case Listing.Unknown unknown -> new Answer.Unknown(unknown.failure());
      case Listing.Known known ->
          new Answer.Surveyed(
              new Survey(match(services, known.containers(), composition), known.json()));
    };
  }

  /** Executes the checks of those that have one and run. */
  List<ServiceHealth> check(List<ServiceHealth> services, Duration left)
      throws InterruptedException {
    var running = services.stream().filter(ServiceHealth::checkable).toList();
    List<Callable<HealthCheck.Result>> tasks = new ArrayList<>();
    Duration longest = Duration.ZERO;
    for (ServiceHealth service : running) {
      Container container = service.container().orElseThrow();
      Duration patience = FairCheck.patience(container, left);
      longest = patience.compareTo(longest) > 0 ? patience : longest;
      tasks.add(() -> check.run(container, patience));
    }
    var checked = new ArrayList<ServiceHealth>();
    try (var threads = SocketThreads.each()) {
      List<Future<HealthCheck.Result>> results =
          threads.invokeAll(tasks, longest.toMillis(), TimeUnit.MILLISECONDS);
      for (int i = 0; i < running.size(); i++) {
        ServiceHealth service = running.get(i);
        checked.add(service.after(result(results.get(i), service, longest)));
      }
    }
    return checked;
  }

  private HealthCheck.Result result(
      Future<HealthCheck.Result> future, ServiceHealth service, Duration waited)
      throws InterruptedException {
    try {
      return future.get();
    } catch (CancellationException e) {
      return check.endless(service.container().orElseThrow(), waited);
    } catch (ExecutionException e) {
      return HealthCheck.Result.unasked(String.valueOf(e.getCause()));
    }
  }

  /**
   * For executing checks one by one, each at its own speed.
   *
   * @param left until nobody waits any more
   */
  RunningChecks checks(Duration left) {
    return new RunningChecks(check, left);
  }

  /** One for each container that a service is to have. */
  static List<ServiceHealth> match(
      List<String> services, List<Container> containers, Composition composition) {
    var matched = new ArrayList<ServiceHealth>();
    for (String service : services) {
      Composition.Service wanted = composition.service(service);
      if (wanted.replicas() == 0) {
        matched.add(ServiceHealth.unwanted(service));
        continue;
      }
      List<Container> own =
          containers.stream()
              .filter(container -> container.service().equals(service))
              .sorted(CURRENT.reversed())
              .limit(wanted.replicas())
              .sorted(Comparator.comparing(Container::name))
              .map(container -> container.saying(wanted.test()))
              .toList();
      own.forEach(
          container ->
              matched.add(ServiceHealth.unchecked(service, Optional.of(container), wanted)));
      for (int missing = own.size(); missing < wanted.replicas(); missing++) {
        matched.add(ServiceHealth.unchecked(service, Optional.empty(), wanted));
      }
    }
    return matched;
  }

  /** The last lines that the container of a service wrote. */
  String lastLines(ServiceHealth service, int lines) throws InterruptedException {
    Optional<Container> container = service.container();
    return container.isPresent() ? containers.lastLines(container.get(), lines) : "";
  }
}
