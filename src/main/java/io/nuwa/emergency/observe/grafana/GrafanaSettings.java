package io.nuwa.emergency.observe.grafana;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.plan.Settings;
import java.util.List;
import java.util.Optional;

/**
 * What a task or gate of kind {@code grafana-dashboard} read from {@code with:}. All texts may be
 * templates; what is absent is looked up in the environment.
 *
 * @param url Grafana's address; else {@code GRAFANA_URL}
 * @param token a service account's token; else {@code GRAFANA_TOKEN}
 * @param user instead of a token; else {@code GRAFANA_USER}
 * @param password the user's; else {@code GRAFANA_PASSWORD}
 * @param prometheus Prometheus's address as Grafana sees it
 * @param datasource name and uid of the datasource
 * @param dashboards paths of the bare dashboards' JSON; those in the JAR when empty
 * @param folder uid of Grafana's folder for it; the general one when empty
 */
record GrafanaSettings(
    Optional<String> url,
    Optional<String> token,
    Optional<String> user,
    Optional<String> password,
    String prometheus,
    String datasource,
    List<String> dashboards,
    Optional<String> folder)
    implements Settings {
  GrafanaSettings {
    dashboards = List.copyOf(dashboards);
  }

  /** How containers of the shipped stack reach Prometheus. */
  private static final String USUAL_PROMETHEUS = "http://prometheus:${port.prometheus}";

  /** The uid that the shipped dashboard's panels refer to. */
  static final String USUAL_DATASOURCE = "emergency-prometheus";

  static GrafanaSettings read(Section section) {
    String datasource = section.text("datasource", USUAL_DATASOURCE);
    if (!datasource.matches("[A-Za-z0-9_-]{1,40}")) {
      section.problem("datasource", "a datasource's uid is 1 to 40 of letters, digits, - and _");
    }
    return new GrafanaSettings(
        section.optionalText("url"),
        section.optionalText("token"),
        section.optionalText("user"),
        section.optionalText("password"),
        section.text("prometheus", USUAL_PROMETHEUS),
        datasource,
        section.texts("dashboard"),
        section.optionalText("folder"));
  }
}
