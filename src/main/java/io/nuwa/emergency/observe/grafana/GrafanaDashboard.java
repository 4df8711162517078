package io.nuwa.emergency.observe.grafana;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.CallingProbe;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** 1 when Grafana has the dashboards and a datasource that is well, 0 otherwise. */
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
    return new CallingProbe(input -> measure(settings, input));
  }

  private Measurement measure(GrafanaSettings settings, StepInput input)
      throws FailedCallException, InterruptedException {
    var access = GrafanaAccess.find(settings, environment, input.values());
    if (access.isEmpty()) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION, "Grafana is " + GrafanaAccess.NOT_CONFIGURED, "");
    }
    List<DashboardText> dashboards = dashboards(settings);
    List<String> wrong =
        Presence.of(settings, dashboards, new GrafanaServer(client, access.get(), input)).wrong();
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
