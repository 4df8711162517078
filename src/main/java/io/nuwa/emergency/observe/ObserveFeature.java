package io.nuwa.emergency.observe;

import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.grafana.GrafanaDashboard;
import io.nuwa.emergency.observe.grafana.GrafanaDashboardTask;
import io.nuwa.emergency.observe.probe.MetricValue;
import io.nuwa.emergency.observe.probe.PrometheusTargets;
import io.nuwa.emergency.observe.probe.SeriesGaps;
import io.nuwa.emergency.observe.probe.TargetsLookout;
import io.nuwa.emergency.observe.probe.TargetsWitness;
import io.nuwa.emergency.observe.scrape.RewriteScrapeJob;
import io.nuwa.emergency.observe.scrape.ScrapeJobTask;
import io.nuwa.emergency.observe.wait.WaitForCleanWindow;
import io.nuwa.emergency.observe.wait.WaitForScrape;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Feature;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.Sentinel;
import io.nuwa.emergency.step.TaskKind;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** B-3: what makes a system observable, and measures that it is. */
public final class ObserveFeature implements Feature {
  private final Path home;
  private final Map<String, String> environment;
  private final WebClient client = new WebClient();

  /** For the environment of this process. */
  public ObserveFeature(Path home) {
    this(home, System.getenv());
  }

  /**
   * Brings it to a home folder.
   *
   * @param home what relative paths are relative to
   * @param environment where {@code GRAFANA_URL}, {@code GRAFANA_TOKEN}, {@code GRAFANA_USER} and
   *     {@code GRAFANA_PASSWORD} may stand
   */
  public ObserveFeature(Path home, Map<String, String> environment) {
    this.home = home;
    this.environment = Map.copyOf(environment);
  }

  @Override
  public List<TaskKind> tasks() {
    return List.of(
        new ScrapeJobTask(home, client), new GrafanaDashboardTask(home, client, environment));
  }

  @Override
  public List<ProbeKind> probes() {
    return List.of(
        new PrometheusTargets(home, client),
        new SeriesGaps(home, client),
        new MetricValue(home, client),
        new GrafanaDashboard(home, client, environment));
  }

  @Override
  public List<Remedy> remedies(Plan plan) {
    return List.of(
        new RewriteScrapeJob(home, client, plan),
        new WaitForScrape(home, client, plan),
        new WaitForCleanWindow());
  }

  @Override
  public List<String> remedyNames() {
    return List.of(RewriteScrapeJob.NAME, WaitForScrape.NAME, WaitForCleanWindow.NAME);
  }

  @Override
  public List<Witness> witnesses(Plan plan) {
    return List.of(new TargetsWitness(home, client, plan));
  }

  @Override
  public List<Sentinel> sentinels(Plan plan) {
    return TargetsLookout.of(plan, home);
  }
}
