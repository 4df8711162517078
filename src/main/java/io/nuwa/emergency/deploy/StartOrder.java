package io.nuwa.emergency.deploy;

import io.nuwa.emergency.deploy.compose.Compose;
import io.nuwa.emergency.deploy.compose.ComposeStart;
import io.nuwa.emergency.deploy.compose.Composition;
import io.nuwa.emergency.deploy.health.HealthWait;
import io.nuwa.emergency.deploy.health.StackHealth;
import io.nuwa.emergency.step.StepInput;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The order in which services are started that wait for others to be healthy. Compose would wait
 * for the engine's word, and Podman runs no health check where no systemd runs, and other words
 * than the file's where its API was given them: so those that wait for nobody come first, are
 * waited for here, and the others follow. For what has to end well compose waits by itself.
 *
 * @param profiles of compose
 * @param healthyWithin how long services may take to get healthy, once started
 */
record StartOrder(
    Composition composition, List<String> profiles, ComposeStart start, Duration healthyWithin) {

  /**
   * Starts them.
   *
   * @param spared are left as they are
   */
  Compose.Outcome run(Set<String> spared, StackHealth health, StepInput input)
      throws InterruptedException {
    List<String> services = composition.started(profiles);
    var left = new TreeSet<>(services);
    left.removeAll(spared);
    boolean waits = left.stream().anyMatch(one -> healthy(one).stream().anyMatch(left::contains));
    if (services.isEmpty() || (!waits && left.size() == services.size())) {
      return start.run(List.of(), input);
    }
    var said = new StringBuilder();
    while (!left.isEmpty()) {
      List<String> wave = next(left);
      switch (isAlone(wave, spared, health)
          ? start.run(wave, input)
          : start.withNeeds(wave, input)) {
        case Compose.Outcome.Failed failed -> {
          return failed;
        }
        case Compose.Outcome.Succeeded(String text) -> said.append(text).append('\n');
      }
      wave.forEach(left::remove);
      List<String> awaited =
          wave.stream()
              .filter(one -> left.stream().anyMatch(other -> healthy(other).contains(one)))
              .toList();
      var wait = new HealthWait(health, input);
      switch (awaited.isEmpty() ? StackHealth.NOTHING : wait.await(awaited, healthyWithin)) {
        case StackHealth.Answer.Unknown(var failure) -> {
          return new Compose.Outcome.Failed(failure);
        }
        case StackHealth.Answer.Surveyed(var survey) -> {
          if (!survey.troubled().isEmpty()) {
            return new Compose.Outcome.Failed(survey.failure(wait.lastWords(survey)).orElseThrow());
          }
        }
      }
    }
    return new Compose.Outcome.Succeeded(said.toString());
  }

  /** The services that have to be healthy before this one is started. */
  private Set<String> healthy(String service) {
    return composition.service(service).waitsFor().entrySet().stream()
        .filter(one -> one.getValue() == Composition.Condition.HEALTHY)
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  /**
   * Whether they are started without what they depend on: where some of that is not to be touched,
   * would do its work a second time, or is healthy by the words of its file and not by those that
   * its engine has.
   */
  private boolean isAlone(List<String> wave, Set<String> spared, StackHealth health)
      throws InterruptedException {
    var needs = new TreeSet<String>();
    var ahead = new ArrayDeque<>(wave);
    while (!ahead.isEmpty()) {
      composition.service(ahead.remove()).needs().stream().filter(needs::add).forEach(ahead::add);
    }
    wave.forEach(needs::remove);
    return needs.stream().anyMatch(one -> spared.contains(one) || composition.service(one).ends())
        || health.hasCutWords(List.copyOf(needs));
  }

  /** Those that wait for nobody who is left; all of them where they wait for each other. */
  private List<String> next(Set<String> left) {
    var wave = new ArrayList<String>();
    for (String one : left) {
      if (healthy(one).stream().noneMatch(left::contains)) {
        wave.add(one);
      }
    }
    return wave.isEmpty() ? List.copyOf(left) : wave;
  }
}
