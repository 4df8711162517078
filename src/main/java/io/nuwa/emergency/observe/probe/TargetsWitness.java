package io.nuwa.emergency.observe.probe;

import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.prometheus.Expected;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.observe.prometheus.Targets;
import io.nuwa.emergency.observe.scrape.OwnJobs;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.Witness;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Tells what each Prometheus whose targets the plan measures says of them, and its active alerts.
 */
public record TargetsWitness(Path home, WebClient client, Plan plan) implements Witness {
  private static final int MOST = 128 * 1024;

  @Override
  public String name() {
    return "targets";
  }

  /** Empty when no gate of the plan looks at targets. */
  @Override
  public List<Evidence> testify(StepInput input) throws InterruptedException {
    var all = new ArrayList<Evidence>();
    List<PrometheusTargets.Asked> asked = asked();
    for (PrometheusTargets.Asked one : asked) {
      String suffix = asked.size() == 1 ? "" : "-" + (all.size() + 1);
      try {
        PrometheusServer server = PrometheusServer.at(one.prometheus(), client, input);
        Targets targets = server.targets();
        String text =
            "%s: %s%n%n%s%n%nactive alerts:%n%s%n"
                .formatted(
                    server.address(),
                    targets.readable(expected(one, input)),
                    targets.evidence().text(),
                    server.alerts());
        all.add(Evidence.head("targets" + suffix + ".txt", text, MOST));
      } catch (FailedCallException e) {
        all.add(
            new Evidence(
                "targets" + suffix + ".txt",
                "not seen: " + e.failure().summary() + "\n\n" + e.failure().evidence()));
      }
    }
    return all;
  }

  private Expected expected(PrometheusTargets.Asked asked, StepInput input) {
    return OwnJobs.written(plan, home)
        .expected(asked.prometheus(), asked.jobs(), input.values(), input.time().instant());
  }

  private List<PrometheusTargets.Asked> asked() {
    return plan.blockers().stream()
        .flatMap(blocker -> blocker.gates().stream())
        .filter(gate -> gate.settings() instanceof PrometheusTargets.Asked)
        .map(gate -> (PrometheusTargets.Asked) gate.settings())
        .distinct()
        .toList();
  }
}
