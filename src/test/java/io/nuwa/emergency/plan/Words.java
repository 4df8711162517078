package io.nuwa.emergency.plan;

import io.nuwa.emergency.config.Section;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A vocabulary without features: it knows which settings each kind has, and does nothing. */
public final class Words {
  private static final Path SHIPPED = Path.of("promptx/plan.yaml");

  /** What was read, as it was written. */
  public record Written(Map<String, List<String>> texts) implements Settings {}

  private Words() {}

  /** Every kind of the shipped plan. */
  public static Vocabulary week2() {
    return new Vocabulary(
        Map.of(
            "compose-up", kind("healthy-within", "profiles"),
            "generate-data", kind("url", "user", "password", "schema", "rows", "seed"),
            "acceptance-suite",
                kind("command", "environment", "reports", "timeout", "cases", "rerun"),
            "scrape-job", kind("prometheus", "jobs"),
            "grafana-dashboard", kind(),
            "command", kind("command", "environment"),
            "project-stage", kind("file", "stage")),
        Map.of(
            "metric-value", kind("prometheus", "query", "title"),
            "healthy-containers", kind("services", "restarts-at-most"),
            "open-ports", kind("ports", "host"),
            "injected-rows", kind("task"),
            "test-results", kind("reports", "reads", "max-age"),
            "prometheus-targets", kind("prometheus", "jobs", "shows"),
            "series-gaps", kind("prometheus", "series", "window", "at-least", "remember"),
            "http-status", kind("url", "timeout"),
            "command-exit", kind("command")),
        Set.of(
            "remove-stale-container",
            "alternate-port",
            "rootless",
            "bring-images",
            "create-network",
            "recreate-container",
            "restart-container",
            "unpause",
            "clean-logs",
            "clean-own-rows",
            "restore-rows",
            "restore-schema",
            "rewrite-scrape-job",
            "wait-for-scrape",
            "wait-for-clean-window"));
  }

  /** The text of the plan that is shipped. */
  public static String shippedPlan() {
    try {
      return Files.readString(SHIPPED);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static SettingsReader kind(String... keys) {
    return section -> written(section, keys);
  }

  private static Written written(Section section, String... keys) {
    var texts = new HashMap<String, List<String>>();
    for (String key : keys) {
      boolean plain =
          section
              .node(key)
              .filter(io.nuwa.emergency.config.ConfigNode.Scalar.class::isInstance)
              .isPresent();
      texts.put(key, plain ? section.texts(key) : List.of());
    }
    return new Written(Map.copyOf(texts));
  }
}
