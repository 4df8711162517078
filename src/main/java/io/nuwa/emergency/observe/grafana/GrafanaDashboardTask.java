package io.nuwa.emergency.observe.grafana;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.CallingStep;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import io.nuwa.emergency.step.TaskKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The task kind {@code grafana-dashboard}: steps {@code health}, {@code datasource}, {@code
 * dashboard}, {@code annotation}, {@code read-back}. Where Grafana is not configured each is done
 * and says so.
 */
public record GrafanaDashboardTask(Path home, WebClient client, Map<String, String> environment)
    implements TaskKind {

  /** What a step does once it is known where Grafana is. */
  @FunctionalInterface
  private interface Work {
    String done(GrafanaServer server) throws FailedCallException, IOException, InterruptedException;
  }

  @Override
  public String name() {
    return "grafana-dashboard";
  }

  @Override
  public Settings read(Section section) {
    return GrafanaSettings.read(section);
  }

  @Override
  public List<Step> steps(Task task, Plan plan) {
    var settings = (GrafanaSettings) task.settings();
    return List.of(
        step("health", "ask for its health", settings, GrafanaDashboardTask::health),
        step(
            "datasource",
            "add or check datasource '" + settings.datasource() + "'",
            settings,
            server -> datasource(settings, server)),
        step(
            "dashboard",
            "store "
                + (settings.dashboards().isEmpty()
                    ? "the dashboards in the JAR"
                    : String.join(", ", settings.dashboards())),
            settings,
            server -> dashboards(settings, server)),
        step(
            "annotation",
            "annotate the dashboard with this run",
            settings,
            server -> annotation(settings, plan, server)),
        step(
            "read-back",
            "read datasource and dashboard back and compare",
            settings,
            server -> readBack(settings, server)));
  }

  private Step step(String id, String what, GrafanaSettings settings, Work work) {
    return new CallingStep(
        id,
        values -> intent(settings, values, what),
        input -> {
          var access = GrafanaAccess.find(settings, environment, input.values());
          return access.isEmpty()
              ? new StepResult.Skipped(GrafanaAccess.NOT_CONFIGURED)
              : StepResult.Done.of(work.done(new GrafanaServer(client, access.get(), input)));
        });
  }

  private String intent(GrafanaSettings settings, Values values, String what) {
    try {
      return GrafanaAccess.find(settings, environment, values)
          .map(access -> access + ": " + what)
          .orElse(GrafanaAccess.NOT_CONFIGURED);
    } catch (FailedCallException e) {
      return what + " (now: " + e.getMessage() + ")";
    }
  }

  private static String health(GrafanaServer server)
      throws FailedCallException, InterruptedException {
    return server.access() + " is well, version " + server.version();
  }

  private static String datasource(GrafanaSettings settings, GrafanaServer server)
      throws FailedCallException, InterruptedException {
    String how = wanted(settings, server.input()).provide(server);
    var health = server.datasourceHealth(settings.datasource());
    if (!health.well()) {
      throw new FailedCallException(
          FailureClass.NOT_READY,
          server.access()
              + ": datasource '"
              + settings.datasource()
              + "' is ill: "
              + health.message()
              + "; is 'prometheus' its address as Grafana sees it?",
          health.message());
    }
    return "datasource '" + settings.datasource() + "' " + how + ": " + health.message();
  }

  private String dashboards(GrafanaSettings settings, GrafanaServer server)
      throws FailedCallException, IOException, InterruptedException {
    var texts = new ArrayList<String>();
    for (DashboardText dashboard : DashboardText.read(settings, home)) {
      texts.add(stored(dashboard, settings, server));
    }
    return String.join("; ", texts);
  }

  private static String stored(
      DashboardText dashboard, GrafanaSettings settings, GrafanaServer server)
      throws FailedCallException, InterruptedException {
    if (server.dashboard(dashboard.uid()).filter(dashboard::shownBy).isPresent()) {
      return "dashboard '" + dashboard.title() + "' is there already";
    }
    Optional<String> folder = settings.folder().map(server.input().values()::resolve);
    server.storeDashboard(dashboard, folder, "emergency, run " + server.input().run());
    return "dashboard '" + dashboard.title() + "' stored, " + dashboard.panels() + " panels";
  }

  private String annotation(GrafanaSettings settings, Plan plan, GrafanaServer server)
      throws FailedCallException, IOException, InterruptedException {
    String dashboard = DashboardText.read(settings, home).getFirst().uid();
    // A step that was cut off runs again; its tag says whether its effect is there already.
    List<String> tags = tags(server.input());
    if (server.annotated(dashboard, tags)) {
      return "annotation of this run is there already";
    }
    var now = server.input().time().instant();
    server.annotate(dashboard, now, tags, plan.title() + ": observability wired");
    return "annotation added at " + now;
  }

  private String readBack(GrafanaSettings settings, GrafanaServer server)
      throws FailedCallException, IOException, InterruptedException {
    List<DashboardText> dashboards = DashboardText.read(settings, home);
    List<String> wrong = Presence.of(settings, dashboards, server).wrong();
    if (!wrong.isEmpty()) {
      throw new FailedCallException(
          FailureClass.UNKNOWN, server.access() + ": " + String.join("; ", wrong), "");
    }
    return DashboardText.titles(dashboards) + " and the datasource read back as they should be";
  }

  /** What the annotation of this run is known by, and so the Grafana in which it was made. */
  static List<String> tags(StepInput input) {
    return List.of("emergency", "run-" + input.run().replaceAll("[^A-Za-z0-9_.-]", "-"));
  }

  static Datasource wanted(GrafanaSettings settings, StepInput input) {
    return new Datasource(settings.datasource(), input.values().resolve(settings.prometheus()));
  }
}
