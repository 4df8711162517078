package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.drill.scene.Web.Answer;
import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Whether the stack works, by looks that share nothing with the product's gates: processes in the
 * kernel's list, an answer to a question, rows counted by SQL, Prometheus's own word.
 */
public record SoundStack(Scene scene) {
  private static final String QUESTION = "{\"question\": \"统计去年销售额\"}";
  private static final Map<String, Long> LEAST =
      Map.of("customers", 1000L, "products", 200L, "orders", 5000L, "order_items", 15_000L);

  /**
   * What does not work; empty when all does. A database or a service that does not answer is harm.
   *
   * @throws IOException when the engine does not tell of the containers: that is no harm seen
   */
  public Optional<String> harm() throws IOException, InterruptedException {
    return scene
        .containers()
        .harm()
        .or(this::rows)
        .or(this::answers)
        .or(this::alerting)
        .or(this::targets);
  }

  private Optional<String> rows() {
    for (String table : Shop.tables()) {
      try {
        long rows = scene.shop().count(table);
        if (rows < LEAST.get(table)) {
          return Optional.of(table + " has " + rows + " rows, not " + LEAST.get(table));
        }
      } catch (SQLException e) {
        return Optional.of("counting " + table + ": " + e.getMessage());
      }
    }
    return Optional.empty();
  }

  private Optional<String> answers() {
    return status("text2sql", "/query", Optional.of(QUESTION))
        .or(() -> status("exporter", "/metrics", Optional.empty()));
  }

  private Optional<String> alerting() {
    return status("alertmanager", "/-/ready", Optional.empty());
  }

  private Optional<String> status(String port, String path, Optional<String> body) {
    String what = port + " " + path;
    return Reach.of(what, () -> ask(port, path, body))
        .fold(
            answer ->
                answer.status() == 200
                    ? Optional.empty()
                    : Optional.of(what + " answers " + answer.status()));
  }

  private Answer ask(String port, String path, Optional<String> body)
      throws IOException, InterruptedException {
    return body.isPresent()
        ? Web.post(scene.port(port), path, body.get())
        : Web.get(scene.port(port), path);
  }

  private Optional<String> targets() {
    return Reach.of("prometheus", () -> Web.get(scene.port("prometheus"), "/api/v1/targets"))
        .fold(answer -> down(answer.body()));
  }

  private static Optional<String> down(String body) {
    try {
      int watched = 0;
      Object data = JsonText.read(body).get("data");
      if (data instanceof Map<?, ?> map && map.get("activeTargets") instanceof List<?> targets) {
        for (Object target : targets) {
          if (target instanceof Map<?, ?> one) {
            if (!"up".equals(one.get("health"))) {
              return Optional.of(one.get("scrapeUrl") + " is " + one.get("health"));
            }
            watched++;
          }
        }
      }
      return watched >= 3
          ? Optional.empty()
          : Optional.of("Prometheus watches " + watched + " targets, not 3");
    } catch (IOException e) {
      return Optional.of("Prometheus's targets are no JSON: " + e.getMessage());
    }
  }
}
