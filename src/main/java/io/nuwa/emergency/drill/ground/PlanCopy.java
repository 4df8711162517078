package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.json.JsonText;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The user's plan, changed so that it touches nobody else and its clock runs faster.
 *
 * @param project the compose project of the drill
 * @param ports by the plan's names
 * @param images the words that bring a missing image
 * @param compression of the clock
 */
record PlanCopy(
    String project, Map<String, Integer> ports, List<String> images, Compression compression) {
  /** Where a drill's home has what the plan names. */
  static final String COMPOSE_FILE = "stack/compose.yaml";

  static final String SECRETS = "stack/secrets.env";
  static final String SCHEMA = "stack/postgres/schema.sql";
  static final String SUITE = "target/text2sql.jar";

  private static final String IN_HOME = "${home}/";

  /**
   * The copy, and the user's files that it stands on.
   *
   * @param text JSON, which is YAML
   * @param composeFile as the user's plan names it
   * @param schema as the user's plan names it
   * @param suite as the user's plan names it, the template of the home folder taken off
   */
  record Made(String text, String composeFile, String schema, String suite) {}

  /** Makes it of the text of a plan. */
  Made of(String source, String text) {
    Map<String, Object> plan = Tree.read(source, text);
    plan.put("plan", plan.get("plan") + "-drill");
    compression.apply(plan);
    plan.put("ports", new LinkedHashMap<String, Object>(ports));
    // What a drill breaks keeps the processors busy; its figures are not to hold such waits.
    var guards = new LinkedHashMap<String, Object>(Tree.map(plan.get("guards")));
    guards.put("cpu", "off");
    plan.put("guards", guards);
    // A watch of a drill speaks to its own stack only: no port of the user's, no picture of his
    // pages,
    // no word to his people.
    plan.keySet().removeAll(List.of("metrics", "pictures"));
    alerts(plan);
    Map<String, Object> stack = Tree.under(plan, "stack");
    String composeFile = String.valueOf(stack.put("compose-file", COMPOSE_FILE));
    stack.put("project", project);
    stack.put("environment-file", SECRETS);
    stack.put("images", images);
    // Targets lie beside the drill's own compose file, wherever the user has his.
    Tree.under(stack, "environment").remove("SCRAPE_TARGETS_DIR");
    String schema = "";
    String suite = "";
    for (var blocker : Tree.each(plan, "blockers")) {
      // A user's Grafana is no part of the scratch stack.
      List<Map<String, Object>> tasks = Tree.each(blocker, "tasks");
      tasks.removeIf(task -> "grafana-dashboard".equals(task.get("kind")));
      blocker.put("tasks", tasks);
      for (var task : tasks) {
        Map<String, Object> settings = Tree.map(task.get("with"));
        schema = "generate-data".equals(task.get("kind")) ? replaceSchema(settings) : schema;
        suite = "acceptance-suite".equals(task.get("kind")) ? replaceSuite(settings) : suite;
        scrapeFiles(settings);
      }
    }
    return new Made(JsonText.pretty(plan) + "\n", composeFile, schema, suite);
  }

  private static String replaceSchema(Map<String, Object> settings) {
    return String.valueOf(settings.put("schema", SCHEMA));
  }

  /** Only to the Alertmanager of the drill, where the user's plan names his own by its port. */
  private static void alerts(Map<String, Object> plan) {
    Object told = Tree.map(plan.remove("alerts")).get("alertmanager");
    if (told instanceof String address && address.contains("${port.alertmanager}")) {
      var alerts = new LinkedHashMap<String, Object>();
      alerts.put("alertmanager", address);
      plan.put("alerts", alerts);
    }
  }

  @SuppressWarnings("unchecked")
  private static String replaceSuite(Map<String, Object> settings) {
    // The suites that a drill puts in its place have cases of their own.
    settings.remove("cases");
    if (!(settings.get("command") instanceof List<?> command)) {
      return "";
    }
    for (int i = 0; i < command.size(); i++) {
      String word = String.valueOf(command.get(i));
      if (word.endsWith("text2sql.jar")) {
        ((List<Object>) command).set(i, IN_HOME + SUITE);
        return word.startsWith(IN_HOME) ? word.substring(IN_HOME.length()) : word;
      }
    }
    return "";
  }

  /** Targets are files of the drill, also where the user's plan names them by a full path. */
  private static void scrapeFiles(Map<String, Object> settings) {
    for (var job : Tree.each(settings, "jobs")) {
      if (job.get("job") instanceof String name && job.containsKey("file")) {
        job.put("file", "stack/prometheus/targets/" + name + ".json");
      }
    }
  }
}
