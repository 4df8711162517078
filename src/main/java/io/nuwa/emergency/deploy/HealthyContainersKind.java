package io.nuwa.emergency.deploy;

import io.nuwa.emergency.config.Section;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Redaction;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.deploy.health.Survey;
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
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Counts the services of the stack that run, pass a health check executed now, are not brought back
 * by the engine again and again, and are what the compose file says now.
 */
record HealthyContainersKind(Function<Stack, Deployment> deployments, ImageNames images)
    implements ProbeKind {

  private static final int MOST_RESTARTS = 1000;

  /**
   * The plan's stack names the services.
   *
   * @param restartsAtMost how often the engine may bring a container back before it has to show
   *     that it does not die again
   */
  record Steadiness(int restartsAtMost) implements Settings {}

  @Override
  public String name() {
    return "healthy-containers";
  }

  @Override
  public Settings read(Section section) {
    return new Steadiness(
        section.integer("restarts-at-most", 0, MOST_RESTARTS, StackHealth.RESTARTS_AT_MOST));
  }

  @Override
  public Range range(Settings settings, Optional<Stack> stack) {
    return stack
        .filter(one -> !one.services().isEmpty())
        .map(one -> Range.between(0, one.services().size()))
        .orElse(Range.COUNT);
  }

  @Override
  public Probe probe(Gate gate, Plan plan) {
    if (plan.stack().isEmpty()) {
      return input -> new Measurement.Unmeasured(NoStackStep.FAILURE);
    }
    var deployment = deployments.apply(plan.stack().get());
    int restarts = ((Steadiness) gate.settings()).restartsAtMost();
    return input -> measure(deployment, restarts, input);
  }

  /** Each costs a process in every container. */
  @Override
  public Optional<Duration> glanceEvery() {
    return Optional.of(Duration.ofMinutes(1));
  }

  private Measurement measure(Deployment deployment, int restarts, StepInput input)
      throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new Measurement.Unmeasured(none.failure());
      case Detection.Found found -> measure(found.engine(), deployment, restarts, input);
    };
  }

  private Measurement measure(Engine engine, Deployment deployment, int restarts, StepInput input)
      throws InterruptedException {
    var redaction = new Redaction(input.values());
    var health = StackHealth.of(engine, deployment, restarts, images, input);
    return switch (health.surveyAsComposed(deployment.stack().services(), input)) {
      case StackHealth.Answer.Unknown unknown ->
          new Measurement.Unmeasured(redaction.hide(unknown.failure()));
      case StackHealth.Answer.Surveyed surveyed -> {
        Survey survey = surveyed.survey();
        String json = redaction.hide(survey.json());
        yield new Measurement.Measured(
            survey.healthy(),
            redaction.hide(survey.text()),
            survey.failure(json).map(redaction::hide),
            List.of(new Evidence("containers.json", json)));
      }
    };
  }
}
