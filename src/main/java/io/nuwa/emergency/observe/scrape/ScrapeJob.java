package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.observe.prometheus.Mark;
import io.nuwa.emergency.plan.Values;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * A job that Prometheus shall scrape.
 *
 * @param job its name
 * @param place where it is written
 * @param targets {@code host:port}, as Prometheus reaches them; may be templates
 * @param labels added to every series of it; values may be templates
 */
record ScrapeJob(String job, Place place, List<String> targets, Map<String, String> labels) {

  /** Where a job is written. Paths are relative to the home folder. */
  sealed interface Place {
    String path();

    /** A file that Prometheus's file_sd_configs names; holds the targets only. */
    record TargetsFile(String path) implements Place {}

    /**
     * Prometheus's own configuration.
     *
     * @param reload whether Prometheus is asked over HTTP to read it again
     */
    record Configuration(String path, boolean reload) implements Place {}
  }

  ScrapeJob {
    targets = List.copyOf(targets);
    labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
  }

  /** This job with every template replaced. */
  ScrapeJob resolved(Values values) {
    return map(values::resolve);
  }

  /** The same for a reader. */
  ScrapeJob readable(Values values) {
    return map(values::readable);
  }

  /** This job with a mark beside its targets. */
  ScrapeJob marked(Mark mark) {
    var marked = new LinkedHashMap<>(labels);
    marked.put(Mark.LABEL, mark.text());
    return new ScrapeJob(job, place, targets, marked);
  }

  private ScrapeJob map(UnaryOperator<String> replace) {
    var replaced = new LinkedHashMap<String, String>();
    labels.forEach((name, value) -> replaced.put(name, replace.apply(value)));
    return new ScrapeJob(job, place, targets.stream().map(replace).toList(), replaced);
  }
}
