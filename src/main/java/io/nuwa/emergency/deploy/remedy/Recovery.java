package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Redaction;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.health.HealthWait;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Waits until services that a remedy has started are healthy.
 *
 * @param healthyWithin how long services may take to get healthy, once started
 */
record Recovery(Deployment deployment, Engine engine, Duration healthyWithin, StepInput input) {

  /**
   * Waits.
   *
   * @param did what the remedy did, for people
   * @param proof for how long they must run to show that they do not die again; mostly not at all
   */
  RemedyResult await(List<String> services, String did, Duration proof, List<Evidence> evidence)
      throws InterruptedException {
    var redaction = new Redaction(input.values());
    var wait = new HealthWait(StackHealth.of(engine, deployment, input), input);
    StackHealth.Answer answer = wait.await(services, healthyWithin);
    if (proof.isPositive()
        && answer instanceof StackHealth.Answer.Surveyed(var survey)
        && survey.troubled().isEmpty()) {
      input.progress().at("seeing whether " + String.join(", ", services) + " die again", -1);
      input.time().pause(proof.compareTo(healthyWithin) < 0 ? proof : healthyWithin);
      answer = wait.await(services, healthyWithin);
    }
    return switch (answer) {
      case StackHealth.Answer.Unknown unknown ->
          new RemedyResult.Failed(redaction.hide(unknown.failure()));
      case StackHealth.Answer.Surveyed own -> {
        if (!own.survey().troubled().isEmpty()) {
          String words = redaction.hide(wait.lastWords(own.survey()));
          yield new RemedyResult.Failed(own.survey().failure(words).orElseThrow());
        }
        yield new RemedyResult.Applied(did + "; " + others(wait), Map.of(), evidence);
      }
    };
  }

  /**
   * Waits for the rest of the stack too: what leans on a service that was away needs a moment, and
   * would look as if it had to be mended itself.
   */
  private String others(HealthWait wait) throws InterruptedException {
    return switch (wait.await(deployment.stack().services(), healthyWithin)) {
      case StackHealth.Answer.Unknown unknown -> unknown.failure().summary();
      case StackHealth.Answer.Surveyed all -> all.survey().text();
    };
  }
}
