package io.nuwa.emergency.deploy;

import io.nuwa.emergency.config.Durations;
import io.nuwa.emergency.deploy.compose.Belongings;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Redaction;
import io.nuwa.emergency.deploy.engine.Detection;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.EngineDetection;
import io.nuwa.emergency.deploy.health.HealthWait;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.deploy.health.Survey;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.step.StepResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Runs the health checks of the stack itself until all pass or the time is up. */
record HealthyStep(Deployment deployment, Duration within) implements Step {

  @Override
  public String id() {
    return "healthy";
  }

  @Override
  public String intent(Values values) {
    return "run the health checks of "
        + deployment.stack().services().size()
        + " services until all pass, for at most "
        + Durations.write(within);
  }

  @Override
  public StepResult run(StepInput input) throws InterruptedException {
    return switch (new EngineDetection(deployment.machine()).current(input.values())) {
      case Detection.NotFound none -> new StepResult.Failed(none.failure());
      case Detection.Found found -> await(found.engine(), input);
    };
  }

  private StepResult await(Engine engine, StepInput input) throws InterruptedException {
    Instant start = input.time().instant();
    var redaction = new Redaction(input.values());
    var wait = new HealthWait(StackHealth.of(engine, deployment, input), input);
    switch (wait.await(deployment.stack().services(), within)) {
      case StackHealth.Answer.Unknown unknown -> {
        return new StepResult.Failed(redaction.hide(unknown.failure()));
      }
      case StackHealth.Answer.Surveyed surveyed -> {
        Survey survey = surveyed.survey();
        var failure = survey.failure("");
        if (failure.isPresent()) {
          // The words are fetched only now: a stack that came up needs none.
          String words = redaction.hide(wait.lastWords(survey));
          return new StepResult.Failed(survey.failure(words).orElseThrow());
        }
        Duration took = Duration.between(start, input.time().instant());
        return new StepResult.Done(
            survey.count() + " after " + Durations.write(took),
            facts(survey, engine),
            List.of(new Evidence("containers.json", redaction.hide(survey.json()))));
      }
    }
  }

  private Map<String, String> facts(Survey survey, Engine engine) throws InterruptedException {
    var facts =
        new TreeMap<>(
            Belongings.facts(
                survey.services().stream().flatMap(one -> one.container().stream()).toList(),
                engine,
                deployment.stack().project()));
    survey
        .services()
        .forEach(
            service ->
                service
                    .container()
                    .ifPresent(
                        container ->
                            facts.put("container." + service.service(), container.name())));
    return facts;
  }
}
