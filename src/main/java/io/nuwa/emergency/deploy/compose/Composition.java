package io.nuwa.emergency.deploy.compose;

import com.fasterxml.jackson.databind.JsonNode;
import io.nuwa.emergency.deploy.engine.Container;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What compose itself makes of the compose file now, with everything that it includes, extends and
 * substitutes.
 *
 * @param services by name, those of all profiles; none where the provider does not tell
 */
public record Composition(Map<String, Service> services) {
  /** Of a file of which nothing was told: each service is one container, and is to run. */
  public static final Composition UNTOLD = new Composition(Map.of());

  private static final Service USUAL =
      new Service("", "", List.of(), 1, Ending.NEVER, Set.of(), Set.of(), Map.of());

  /** The fact that holds the hash with which a service was deployed, before its name. */
  private static final String FACT = "config.";

  public Composition {
    services = Map.copyOf(services);
  }

  /**
   * One service.
   *
   * @param hash by which compose tells whether a container is what the file says
   * @param hashAlone the same where it is started without what it depends on, which counts too
   * @param test the words of its health check, exactly; empty where the file says none
   * @param replicas how many containers it has; 0 as well for one that a provider brings
   * @param ending whether it does its work and ends
   * @param profiles under which it is started; always when empty
   * @param needs the services that it depends on, in whatever way
   * @param waitsFor what others have to be before it is started, by service
   */
  public record Service(
      String hash,
      String hashAlone,
      List<String> test,
      int replicas,
      Ending ending,
      Set<String> profiles,
      Set<String> needs,
      Map<String, Condition> waitsFor) {
    public Service {
      test = List.copyOf(test);
      profiles = Set.copyOf(profiles);
      needs = Set.copyOf(needs);
      waitsFor = Map.copyOf(waitsFor);
    }

    /** Whether this container of it is what the file says now, as far as anybody can tell. */
    public boolean made(Container container) {
      String has = container.configuration().hash();
      return hash.isEmpty() || has.isEmpty() || has.equals(hash) || has.equals(hashAlone);
    }

    /** Whether it may do its work and end. */
    public boolean ends() {
      return ending != Ending.NEVER;
    }

    /** Whether this container of it has done its work, and is not to be started again. */
    public boolean isDone(Container container) {
      boolean may =
          switch (ending) {
            // Whatever check its image has: it is waited for until it has ended.
            case AWAITED -> true;
            case ALLOWED -> !container.hasHealthCheck();
            case NEVER -> false;
          };
      return may && container.ended() && container.exitCode() == 0 && !container.outOfMemory();
    }
  }

  /** Whether a service does its work and ends. */
  public enum Ending {
    /** Another service waits until it has ended well. */
    AWAITED,
    /** Nothing in the file says that it has to go on. */
    ALLOWED,
    NEVER
  }

  /** What a service that another one depends on has to be. */
  public enum Condition {
    HEALTHY,
    COMPLETED
  }

  /** A service; one of which nothing was told is one container that is to run. */
  public Service service(String name) {
    return services.getOrDefault(name, USUAL);
  }

  /** The services that start with these profiles. */
  public List<String> started(Collection<String> chosen) {
    return services.entrySet().stream()
        .filter(
            one ->
                one.getValue().profiles().isEmpty()
                    || one.getValue().profiles().stream().anyMatch(chosen::contains))
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** The facts that tell a later look with what the services were deployed. */
  public Map<String, String> facts() {
    var facts = new TreeMap<String, String>();
    services.forEach((name, service) -> facts.put(FACT + name, service.hash()));
    return facts;
  }

  /** Whether a service was deployed from the compose file as it reads now. */
  public boolean isDeployed(String service, Map<String, String> facts) {
    return service(service).hash().equals(facts.get(FACT + service));
  }

  /**
   * Reads what {@code compose config} prints.
   *
   * @param hashes by service
   * @param alone those of services without what they depend on
   */
  static Composition of(JsonNode config, Map<String, String> hashes, Map<String, String> alone) {
    var services = new LinkedHashMap<String, Service>();
    Set<String> completing = completing(config.path("services"));
    config
        .path("services")
        .properties()
        .forEach(
            one ->
                services.put(
                    one.getKey(),
                    service(
                        one.getValue(),
                        hashes.getOrDefault(one.getKey(), ""),
                        alone.getOrDefault(one.getKey(), ""),
                        completing.contains(one.getKey()))));
    return new Composition(services);
  }

  private static Service service(JsonNode told, String hash, String hashAlone, boolean completes) {
    var test = new ArrayList<String>();
    // Compose writes a dollar as a compose file would have to.
    told.path("healthcheck")
        .path("test")
        .forEach(word -> test.add(word.asText().replace("$$", "$")));
    boolean tested = told.path("healthcheck").has("test");
    String restart = told.path("restart").asText("no");
    boolean mayEnd =
        !tested
            && told.path("ports").isEmpty()
            && (restart.isEmpty() || restart.equals("no") || restart.startsWith("on-failure"));
    return new Service(
        hash,
        hashAlone,
        test,
        replicas(told),
        completes ? Ending.AWAITED : mayEnd ? Ending.ALLOWED : Ending.NEVER,
        texts(told.path("profiles")),
        needs(told),
        waitsFor(told.path("depends_on")));
  }

  static Set<String> needs(JsonNode told) {
    var needs = new HashSet<String>();
    told.path("depends_on").properties().forEach(one -> needs.add(one.getKey()));
    return needs;
  }

  private static int replicas(JsonNode told) {
    if (told.has("provider")) {
      return 0;
    }
    return told.has("scale")
        ? told.path("scale").asInt()
        : told.path("deploy").path("replicas").asInt(1);
  }

  /** Those that others want to have ended well. */
  private static Set<String> completing(JsonNode services) {
    var completing = new HashSet<String>();
    for (JsonNode service : services) {
      waitsFor(service.path("depends_on"))
          .forEach(
              (name, condition) -> {
                if (condition == Condition.COMPLETED) {
                  completing.add(name);
                }
              });
    }
    return completing;
  }

  private static Map<String, Condition> waitsFor(JsonNode dependsOn) {
    var conditions = new TreeMap<String, Condition>();
    dependsOn
        .properties()
        .forEach(
            one -> {
              switch (one.getValue().path("condition").asText()) {
                case "service_healthy" -> conditions.put(one.getKey(), Condition.HEALTHY);
                case "service_completed_successfully" ->
                    conditions.put(one.getKey(), Condition.COMPLETED);
                default -> {}
              }
            });
    return conditions;
  }

  private static Set<String> texts(JsonNode list) {
    var texts = new HashSet<String>();
    list.forEach(one -> texts.add(one.asText()));
    return texts;
  }
}
