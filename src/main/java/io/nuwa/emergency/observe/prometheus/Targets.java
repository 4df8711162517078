package io.nuwa.emergency.observe.prometheus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.step.Evidence;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * All active targets of a Prometheus at one moment.
 *
 * @param list in the order of the server
 */
public record Targets(List<Target> list) {
  private static final int MOST_IN_EVIDENCE = 200;

  public Targets {
    list = List.copyOf(list);
  }

  /** From the {@code data} of an answer. */
  public static Targets read(JsonNode data) {
    var targets = new ArrayList<Target>();
    data.path("activeTargets").forEach(node -> targets.add(Target.read(node)));
    return new Targets(targets);
  }

  public List<Target> notUp() {
    return list.stream().filter(target -> !target.up()).toList();
  }

  /** Whether none is up, so that nothing depends on when they were scraped. */
  public boolean noneUp() {
    return list.stream().noneMatch(Target::up);
  }

  /**
   * Those that are said to be up by a scrape that is older than it should be.
   *
   * @param now by the clock of Prometheus
   */
  public List<Target> doubtful(Instant now) {
    return list.stream().filter(target -> target.doubtful(now)).toList();
  }

  /** Those of the expected jobs that have no target at all. */
  public List<String> missing(Expected expected) {
    return expected.jobs().stream()
        .filter(job -> list.stream().noneMatch(target -> target.isOf(job)))
        .toList();
  }

  /** Whether something that was written a moment ago is not shown yet. */
  public boolean settle(Expected expected) {
    List<String> missing = missing(expected);
    List<Stray> strays = Stray.of(expected, list);
    return expected.own().stream()
        .filter(Expected.Own::settling)
        .map(Expected.Own::job)
        .anyMatch(
            job -> missing.contains(job) || strays.stream().anyMatch(s -> s.job().equals(job)));
  }

  /** Whether all that we wrote is scraped, by this Prometheus, as it was written. */
  public boolean follow(Expected expected) {
    return missing(expected).isEmpty() && Stray.of(expected, list).isEmpty();
  }

  /**
   * Why this is not known to be the Prometheus that reads what we wrote; empty when a target of
   * ours is among its own, or when nothing of ours could be.
   */
  public Optional<String> strangeness(Expected expected) {
    List<Expected.Own> marked =
        expected.own().stream()
            .filter(own -> own.mark().isPresent() || own.wrong().isPresent())
            .toList();
    boolean ours =
        marked.stream()
            .flatMap(own -> own.mark().stream())
            .anyMatch(
                mark ->
                    list.stream().anyMatch(t -> t.discovery().mark().equals(Optional.of(mark))));
    if (ours || marked.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        "it shows no target from "
            + marked.stream().map(Expected.Own::place).distinct().collect(Collectors.joining(", "))
            + ": another Prometheus answers here, or it reads other files");
  }

  /** How many targets are not UP, and how many jobs lack one or are scraped otherwise. */
  public int wrong(Expected expected) {
    var jobs = new TreeSet<>(missing(expected));
    Stray.of(expected, list).forEach(stray -> jobs.add(stray.job()));
    return notUp().size() + jobs.size();
  }

  /** What is wrong, or how much is right, for people. */
  public String readable(Expected expected) {
    var wrong = new ArrayList<String>();
    notUp().forEach(target -> wrong.add(target.readable()));
    missing(expected).forEach(job -> wrong.add(job + " has no target"));
    Stray.of(expected, list).forEach(stray -> wrong.add(stray.text()));
    String counted = (list.size() - notUp().size()) + " of " + list.size() + " targets UP";
    return wrong.isEmpty() ? counted : counted + "; " + String.join("; ", wrong);
  }

  /**
   * The failure of class {@code target-down}, when a target is not UP, a job has none, or one of
   * ours is scraped otherwise than it was written.
   */
  public Optional<Failure> failure(String prometheus, Expected expected) {
    List<String> missing = missing(expected);
    List<Stray> strays = Stray.of(expected, list);
    if (notUp().isEmpty() && missing.isEmpty() && strays.isEmpty()) {
      return Optional.empty();
    }
    var details = new TreeMap<String, String>();
    details.put("prometheus", prometheus);
    details.put("missing", String.join(",", missing));
    details.put("services", String.join(",", downHosts()));
    notUp().stream()
        .findFirst()
        .ifPresent(
            target -> {
              details.put("job", target.job());
              details.put("instance", target.instance());
              details.put("error", target.lastError());
              int colon = target.instance().lastIndexOf(':');
              if (colon > 0) {
                details.put("host", target.instance().substring(0, colon));
                details.put("port", target.instance().substring(colon + 1));
              }
            });
    missing.stream().findFirst().ifPresent(job -> details.putIfAbsent("job", job));
    strays.stream().findFirst().ifPresent(stray -> details.putIfAbsent("job", stray.job()));
    return Optional.of(
        new Failure(FailureClass.TARGET_DOWN, readable(expected), evidence().text(), details));
  }

  /** Within a compose network a host is a service, which is what can be started anew. */
  private List<String> downHosts() {
    return list.stream()
        .filter(target -> target.health().equals("down"))
        .map(target -> target.instance().replaceFirst(":\\d+$", ""))
        .distinct()
        .toList();
  }

  /** The longest scrape interval of these targets. */
  public Optional<Duration> longestInterval() {
    return list.stream().flatMap(t -> t.interval().stream()).max(Comparator.naturalOrder());
  }

  /** By job and instance. */
  public Map<List<String>, Target> byIdentity() {
    return list.stream()
        .collect(
            Collectors.toMap(
                target -> List.of(target.job(), target.instance()),
                target -> target,
                (first, second) -> first.up() ? second : first));
  }

  /** What the server said, without discovered labels and scrape addresses. */
  public Evidence evidence() {
    var array = JsonNodeFactory.instance.arrayNode();
    for (Target target : list.subList(0, Math.min(list.size(), MOST_IN_EVIDENCE))) {
      var node = array.addObject();
      node.put("job", target.job());
      node.put("instance", target.instance());
      node.put("health", target.health());
      node.put("lastError", target.lastError());
      target.lastScrape().ifPresent(at -> node.put("lastScrape", at.toString()));
    }
    return new Evidence("prometheus-targets.json", array.toPrettyString());
  }
}
