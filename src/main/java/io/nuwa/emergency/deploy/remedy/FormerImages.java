package io.nuwa.emergency.deploy.remedy;

import io.nuwa.emergency.deploy.compose.Compose;
import io.nuwa.emergency.deploy.compose.ComposeStart;
import io.nuwa.emergency.deploy.compose.Deployment;
import io.nuwa.emergency.deploy.compose.Foresight;
import io.nuwa.emergency.deploy.engine.Container;
import io.nuwa.emergency.deploy.engine.Containers;
import io.nuwa.emergency.deploy.engine.Engine;
import io.nuwa.emergency.deploy.engine.ImageNames;
import io.nuwa.emergency.deploy.engine.Images;
import io.nuwa.emergency.deploy.health.HealthWait;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The images from which services ran before newer builds took their place: the way back when such a
 * build does not get healthy, so that nobody loses a service that worked.
 *
 * @param byService the images' ids
 */
public record FormerImages(Map<String, String> byService) {
  public FormerImages {
    byService = Map.copyOf(byService);
  }

  /**
   * Those of containers whose image's name stands for another build by now, or that have gone back
   * to an image before.
   */
  public static FormerImages of(List<Container> containers, Engine engine, ImageNames names)
      throws InterruptedException {
    var wanted = new TreeSet<String>();
    containers.forEach(one -> wanted.add(one.image()));
    wanted.remove("");
    var former = new TreeMap<String, String>();
    if (!wanted.isEmpty()
        && new Containers(engine).images(wanted, names) instanceof Images.Known known) {
      for (Container one : containers) {
        boolean older = one.isOutdated(known.ids()) || one.fromImageId();
        if (!one.service().isEmpty() && !one.imageId().isEmpty() && older) {
          former.put(one.service(), shortened(one.imageId()));
        }
      }
    }
    return new FormerImages(former);
  }

  /**
   * Puts those of these services back.
   *
   * @param within how long they may take to get healthy
   * @return what became of it, for people; empty when there is nothing to go back to
   */
  public Optional<String> putBack(
      Collection<String> services,
      Deployment deployment,
      Engine engine,
      Duration within,
      StepInput input)
      throws InterruptedException {
    Map<String, String> images =
        byService.entrySet().stream()
            .filter(one -> services.contains(one.getKey()))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    if (images.isEmpty()) {
      return Optional.empty();
    }
    String what =
        images.entrySet().stream()
            .map(one -> one.getKey() + " (" + one.getValue() + ")")
            .sorted()
            .collect(Collectors.joining(", "));
    return Optional.of(
        switch (new ComposeStart(deployment, List.of(), new Foresight()).from(images, input)) {
          case Compose.Outcome.Failed failed ->
              "the way back to the image that ran before failed for "
                  + what
                  + ": "
                  + failed.failure().summary();
          case Compose.Outcome.Succeeded _ ->
              "back on the image that ran before: "
                  + what
                  + ", "
                  + health(List.copyOf(images.keySet()), deployment, engine, within, input);
        });
  }

  private static String health(
      List<String> services, Deployment deployment, Engine engine, Duration within, StepInput input)
      throws InterruptedException {
    var health = StackHealth.of(engine, deployment, input);
    return switch (new HealthWait(health, input).await(services, within)) {
      case StackHealth.Answer.Unknown unknown -> unknown.failure().summary();
      case StackHealth.Answer.Surveyed surveyed -> surveyed.survey().text();
    };
  }

  private static String shortened(String id) {
    return id.length() > 12 ? id.substring(0, 12) : id;
  }
}
