package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Stack;
import java.util.ArrayList;
import java.util.List;

/** The stack that a drill knows how to break, and the only one that it takes. */
public final class ShippedStack {
  public static final String DATABASE = "postgres";
  public static final String API = "text2sql";
  public static final String PROMETHEUS = "prometheus";
  public static final String EXPORTER = "mcp-exporter";
  public static final String ALERTMANAGER = "alertmanager";

  /** Its services. */
  public static final List<String> SERVICES =
      List.of(DATABASE, API, PROMETHEUS, EXPORTER, ALERTMANAGER);

  /** Names of its ports in the plan. */
  static final List<String> PORTS =
      List.of("text2sql", "postgres", "prometheus", "exporter", "alertmanager");

  private static final List<String> KINDS =
      List.of("compose-up", "generate-data", "acceptance-suite", "scrape-job");

  private ShippedStack() {}

  /**
   * Looks whether a plan speaks of it.
   *
   * @throws RefusedException when it does not; names what is missing
   */
  static Stack of(Plan plan) {
    var missing = new ArrayList<String>();
    List<String> services = plan.stack().map(Stack::services).orElse(List.of());
    SERVICES.stream().filter(s -> !services.contains(s)).forEach(s -> missing.add("service " + s));
    services.stream()
        .filter(service -> !SERVICES.contains(service))
        .forEach(service -> missing.add("(it has a service " + service + " of its own)"));
    PORTS.stream()
        .filter(port -> !plan.ports().containsKey(port))
        .forEach(port -> missing.add("port " + port));
    List<String> kinds =
        plan.blockers().stream().flatMap(b -> b.tasks().stream()).map(task -> task.kind()).toList();
    KINDS.stream().filter(kind -> !kinds.contains(kind)).forEach(k -> missing.add("task " + k));
    if (!missing.isEmpty()) {
      throw new RefusedException(
          "the plan "
              + plan.source()
              + " is about another stack than the shipped one; a drill misses "
              + String.join(", ", missing)
              + ". Run it with the shipped plan: emergency drill --plan promptx/plan.yaml");
    }
    return plan.stack().orElseThrow();
  }
}
