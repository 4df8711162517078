package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.EarlierTasks;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.call.FileFailures;
import io.nuwa.emergency.observe.call.WebClient;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Remedy;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;

/**
 * Cures {@code target-down} where a job's file is missing or says something else than the plan, as
 * it does after a remedy has moved a port.
 */
public record RewriteScrapeJob(Path home, WebClient client, Plan plan) implements Remedy {
  /** As ladders call it. */
  public static final String NAME = "rewrite-scrape-job";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String intent(Failure failure) {
    return "write the plan's scrape jobs again where they are missing or differ";
  }

  @Override
  public RemedyResult apply(Failure failure, StepInput input) throws InterruptedException {
    if (failure.kind() != FailureClass.TARGET_DOWN) {
      return new RemedyResult.NotApplicable("cures target-down, not " + failure.kind().id());
    }
    try {
      return rewrite(input);
    } catch (FailedCallException e) {
      return new RemedyResult.Failed(e.failure());
    } catch (IOException e) {
      return new RemedyResult.Failed(FileFailures.classify(e));
    } catch (MissingValueException e) {
      return new RemedyResult.Failed(
          Failure.of(FailureClass.CONFIGURATION, String.valueOf(e.getMessage()), ""));
    }
  }

  private RemedyResult rewrite(StepInput input)
      throws FailedCallException, IOException, InterruptedException {
    var changes = new ArrayList<String>();
    var evidence = new ArrayList<Evidence>();
    for (ScrapeJobSettings settings : EarlierTasks.of(plan.blockers(), ScrapeJobSettings.class)) {
      var server = PrometheusServer.at(settings.prometheus(), client, input);
      for (ScrapeJob job : settings.jobs()) {
        var outcome = new JobWriter(home).write(job, input.values(), server);
        if (outcome.changed()) {
          changes.add(outcome.text());
          evidence.addAll(outcome.evidence());
        }
      }
    }
    return changes.isEmpty()
        ? new RemedyResult.NotApplicable("every scrape job of the plan is written as it should be")
        : new RemedyResult.Applied(String.join("; ", changes), Map.of(), evidence);
  }
}
