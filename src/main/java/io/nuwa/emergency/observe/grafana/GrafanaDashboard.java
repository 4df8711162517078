package io.nuwa.emergency.observe.grafana;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.CallingProbe;
import io.nuwa.emergency.observe.call.EarlierTasks;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.FileFailures;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Range;
import io.nuwa.emergency.plan.Settings;
import io.nuwa.emergency.plan.Stack;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.Probe;
import io.nuwa.emergency.step.ProbeKind;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * 1 when Grafana has the dashboards, a datasource that is well, and the annotation that a task of
 * the plan has made in it during this run; 0 otherwise.
 */
public record GrafanaDashboard(Path home, WebClient client, Map<String, String> environment)
    implements ProbeKind {

  @Override
  public String name() {
    return "grafana-dashboard";
  }

  @Override
  public Settings read(Section section) {
    return GrafanaSettings.read(section);
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return Range.between(0, 1);
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    var settings = (GrafanaSettings) gate.settings();
    boolean annotated =
        EarlierTasks.of(gate, plan, GrafanaSettings.class)
            .filter(tasks -> !tasks.isEmpty())
            .isPresent();
    return new CallingProbe(input -> measure(settings, annotated, input));
  }

  private Measurement measure(GrafanaSettings settings, boolean annotated, StepInput input)
      throws FailedCallException, InterruptedException {
    var access = GrafanaAccess.find(settings, environment, input.values());
    if (access.isEmpty()) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION, "Grafana is " + GrafanaAccess.NOT_CONFIGURED, "");
    }
    List<DashboardText> dashboards = dashboards(settings);
    var server = new GrafanaServer(client, access.get(), input);
    server.version();
    var wrong = new ArrayList<>(Presence.of(settings, dashboards, server).wrong());
    if (annotated
        && !server.annotated(dashboards.getFirst().uid(), GrafanaDashboardTask.tags(input))) {
      wrong.add(
          "it lacks the annotation of this run: another Grafana answers here, or the annotation was"
              + " removed; run the task again");
    }
    String text =
        wrong.isEmpty()
            ? DashboardText.titles(dashboards) + ": there, and the datasource is well"
            : String.join("; ", wrong);
    return new Measurement.Measured(
        wrong.isEmpty() ? 1 : 0,
        text,
        wrong.isEmpty()
            ? Optional.empty()
            : Optional.of(Failure.of(FailureClass.NOT_READY, access.get() + ": " + text, "")),
        List.of(new Evidence("grafana.txt", access.get() + ": " + text)));
  }

  private List<DashboardText> dashboards(GrafanaSettings settings) throws FailedCallException {
    try {
      return DashboardText.read(settings, home);
    } catch (IOException e) {
      throw new FailedCallException(FileFailures.classify(e));
    }
  }
}
