package io.nuwa.emergency.deploy.health;

import io.nuwa.emergency.deploy.compose.Composition;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the services of a stack were at one moment.
 *
 * @param services in the order of the plan
 * @param json what the engine said of their containers, without secrets
 */
public record Survey(List<ServiceHealth> services, String json) {
  /** The detail of a failure that only another container mends. */
  public static final String NEW_CONTAINER = "new-container";

  /** The detail of a failure that names the containers in trouble of a service that has several. */
  public static final String CONTAINERS = "containers";

  public Survey {
    services = List.copyOf(services);
  }

  /** How many services are healthy: each of their containers is. */
  public int healthy() {
    return names().size()
        - (int) troubled().stream().map(ServiceHealth::service).distinct().count();
  }

  private Set<String> names() {
    return services.stream().map(ServiceHealth::service).collect(Collectors.toSet());
  }

  /** A service that has several containers is named with the one that is meant. */
  private String label(ServiceHealth one) {
    boolean several =
        services.stream().filter(other -> other.service().equals(one.service())).count() > 1;
    return several
        ? one.container().map(Container::name).orElse("one of " + one.service())
        : one.service();
  }

  /** How long to wait for what is young: at least for one check of each to come to its end. */
  Duration patience(Duration least) {
    return services.stream()
        .filter(ServiceHealth::checkable)
        .map(one -> one.container().orElseThrow().health())
        .map(health -> health.timeout().plus(health.startPeriod()).plusSeconds(1))
        .reduce(least, Survey::longer);
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) > 0 ? one : other;
  }

  /**
   * Whether no container was started less than this long ago, or is about to be brought back by its
   * engine: that is no repair of ours, and is waited for.
   */
  boolean isSettled(Instant now, Duration age) {
    return services.stream()
        .flatMap(one -> one.container().stream())
        .noneMatch(
            one ->
                one.isYoung(now, longer(age, one.health().startPeriod()))
                    || (one.ended() && one.restarts().policy()));
  }

  /** Those that are not healthy. */
  public List<ServiceHealth> troubled() {
    return services.stream().filter(service -> !service.healthy()).toList();
  }

  /** This survey with newer knowledge of some of its services. */
  Survey with(List<ServiceHealth> newer) {
    return new Survey(
        services.stream()
            .map(
                old ->
                    newer.stream()
                        .filter(one -> one.key().equals(old.key()))
                        .findFirst()
                        .orElse(old))
            .toList(),
        json);
  }

  /** This survey with what a check said, unless the container was replaced meanwhile. */
  Survey learning(ServiceHealth checked) {
    return services.stream().anyMatch(checked::isAbout) ? with(List.of(checked)) : this;
  }

  /**
   * This survey with a last look, which takes nothing back where it was too short to see anything.
   */
  Survey learningMore(List<ServiceHealth> looked) {
    return with(
        looked.stream()
            .filter(
                one ->
                    one.healthy()
                        || isSeen(one)
                        || services.stream()
                            .noneMatch(old -> old.isAbout(one) && !old.healthy() && isSeen(old)))
            .toList());
  }

  /** This listing, with what is known from before of containers that are still the same. */
  Survey after(Survey earlier) {
    return with(
        earlier.services().stream()
            .filter(old -> services.stream().anyMatch(one -> one.checkable() && old.isAbout(one)))
            .toList());
  }

  /**
   * This survey, where what the engine restarts again and again is not healthy, and what may still
   * fail because it was started only lately is not known.
   */
  Survey steady(int restartsAtMost, Instant now) {
    return new Survey(
        services.stream().map(one -> one.steady(restartsAtMost, now).starting(now)).toList(), json);
  }

  /**
   * This survey, where a container that is not what compose would make now is not healthy, however
   * well it works.
   *
   * @param facts of the run, which tell with what it was deployed
   */
  public Survey as(Composition composition, Map<String, String> facts) {
    return new Survey(
        services.stream()
            .map(
                one -> {
                  if (!one.healthy()
                      || one.container().isEmpty()
                      || composition.service(one.service()).made(one.container().get())) {
                    return one;
                  }
                  boolean same =
                      composition.isDeployed(one.service(), facts)
                          && !one.container().get().fromImageId();
                  return same ? one.drifted() : one.edited();
                })
            .toList(),
        json);
  }

  /** {@code 3 of 5 healthy}. */
  public String count() {
    return healthy() + " of " + names().size() + " healthy";
  }

  /** The count, and each that is not healthy with its reason. */
  public String text() {
    String reasons =
        troubled().stream()
            .map(one -> label(one) + " " + one.trouble().orElseThrow().text())
            .collect(Collectors.joining("; "));
    return (reasons.isEmpty() ? count() : count() + ": " + reasons) + restarted();
  }

  /** Restarts that are no trouble any more are said all the same. */
  private String restarted() {
    String restarted =
        services.stream()
            .filter(ServiceHealth::healthy)
            .flatMap(one -> one.container().stream())
            .filter(one -> one.restarts().count() > 0)
            .map(one -> one.service() + " " + one.restarts().count())
            .collect(Collectors.joining(", "));
    return restarted.isEmpty() ? "" : " (restarts by the engine: " + restarted + ")";
  }

  /**
   * Why nothing can be said of the stack: some are not known to be healthy, and none of these was
   * seen not to be. Empty when something can be said.
   */
  Optional<Failure> unasked() {
    List<ServiceHealth> troubled = troubled();
    return troubled.isEmpty() || troubled.stream().anyMatch(Survey::isSeen)
        ? Optional.empty()
        : Optional.of(unseen(about(troubled, together(troubled), "")));
  }

  /** What hides behind other failures of an engine is nothing to work on. */
  private static Failure unseen(Failure failure) {
    return failure.kind() == FailureClass.TIMEOUT
        ? failure
        : Failure.of(failure.kind(), failure.summary(), failure.evidence());
  }

  /** A reason that several share is said once: mostly it is the engine's. */
  private String together(List<ServiceHealth> troubled) {
    var services = new LinkedHashMap<String, List<String>>();
    for (ServiceHealth one : troubled) {
      services
          .computeIfAbsent(one.trouble().orElseThrow().text(), _ -> new ArrayList<>())
          .add(label(one));
    }
    return services.entrySet().stream()
        .map(
            shared ->
                (shared.getValue().size() > 1 ? "each of " : "")
                    + String.join(", ", shared.getValue())
                    + " "
                    + shared.getKey())
        .collect(Collectors.joining("; "));
  }

  private static boolean isSeen(ServiceHealth troubled) {
    return troubled.trouble().orElseThrow().seen();
  }

  /**
   * What a ladder can work on: detail {@code service} is the first one in trouble, {@code services}
   * all that need the same, separated by commas. Those that merely take their time are left out
   * when others are beyond waiting, and so are those that could not be asked when others were seen.
   */
  public Optional<Failure> failure(String evidence) {
    var troubled = new ArrayList<>(troubled());
    if (troubled.isEmpty()) {
      return Optional.empty();
    }
    if (troubled.stream().anyMatch(Survey::isSeen)) {
      troubled.removeIf(one -> !isSeen(one));
    }
    // What waits to be deployed runs meanwhile.
    if (!troubled.stream().allMatch(Survey::waits)) {
      troubled.removeIf(Survey::waits);
    }
    if (troubled.stream().anyMatch(one -> one.trouble().orElseThrow().lasting())) {
      troubled.removeIf(one -> !one.trouble().orElseThrow().lasting());
    }
    return Optional.of(about(troubled, text(), evidence));
  }

  private static boolean waits(ServiceHealth troubled) {
    return troubled.trouble().orElseThrow().needs() == ServiceHealth.Needs.DEPLOYMENT;
  }

  /** A failure of the class of the first of these, and about all that need the same. */
  private Failure about(List<ServiceHealth> troubled, String text, String evidence) {
    ServiceHealth.Trouble first = troubled.getFirst().trouble().orElseThrow();
    List<ServiceHealth> alike =
        troubled.stream()
            .filter(one -> one.trouble().orElseThrow().kind() == first.kind())
            .filter(one -> one.trouble().orElseThrow().needs() == first.needs())
            .toList();
    String names =
        alike.stream().map(ServiceHealth::service).distinct().collect(Collectors.joining(","));
    var details = new TreeMap<String, String>();
    details.put("service", troubled.getFirst().service());
    details.put("services", names);
    if (alike.stream().anyMatch(one -> !label(one).equals(one.service()))) {
      details.put(
          CONTAINERS,
          alike.stream()
              .map(one -> one.container().map(Container::name).orElse(label(one)))
              .collect(Collectors.joining(",")));
    }
    switch (first.needs()) {
      case NOTHING -> {}
      case NEW_CONTAINER -> details.put(NEW_CONTAINER, "needed");
      case DEPLOYMENT -> details.put(Failure.BY_EXECUTE, "needed");
    }
    return new Failure(first.kind(), text, evidence, details);
  }
}
