package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.prometheus.Mark;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Evidence;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Brings jobs to where Prometheus reads them.
 *
 * @param home what paths are relative to
 */
record JobWriter(Path home) {

  /**
   * What became of a job.
   *
   * @param changed whether anything was written or reloaded
   * @param text for people
   * @param evidence what stood there before, where something else did
   */
  record Outcome(boolean changed, String text, List<Evidence> evidence) {}

  /** What {@link #write} would do, in a few words; reads only. */
  String intent(ScrapeJob template, Values values) {
    ScrapeJob plain = template.readable(values);
    String what = plain.job() + " -> " + String.join(", ", plain.targets());
    try {
      ScrapeJob job = marked(plain);
      return switch (job.place()) {
        case ScrapeJob.Place.TargetsFile file ->
            (new TargetsFile(home.resolve(file.path())).holds(job) ? "leave as it is " : "write ")
                + file.path()
                + ": "
                + what;
        case ScrapeJob.Place.Configuration file -> {
          ConfigurationText text = new ConfigurationFile(home.resolve(file.path())).read();
          boolean same = text.with(job).equals(text);
          yield (same ? "leave as it is " : "add a marked block to ") + file.path() + ": " + what;
        }
      };
    } catch (FailedCallException | IOException e) {
      return "write " + plain.place().path() + ": " + what + " (now: " + e.getMessage() + ")";
    }
  }

  Outcome write(ScrapeJob template, Values values, PrometheusServer server)
      throws FailedCallException, IOException, InterruptedException {
    ScrapeJob job = marked(template.resolved(values));
    return switch (job.place()) {
      case ScrapeJob.Place.TargetsFile file ->
          toTargetsFile(job, file.path(), new TargetsFile(home.resolve(file.path())));
      case ScrapeJob.Place.Configuration place ->
          new ConfigurationChange(
                  job, place, new ConfigurationFile(home.resolve(place.path())), server)
              .make();
    };
  }

  /** With the mark that stands there, so that nothing is written anew, or with a new one. */
  private ScrapeJob marked(ScrapeJob job) throws FailedCallException, IOException {
    Path file = home.resolve(job.place().path());
    Optional<Mark> present =
        switch (job.place()) {
          case ScrapeJob.Place.TargetsFile _ -> new TargetsFile(file).mark();
          case ScrapeJob.Place.Configuration _ ->
              new ConfigurationFile(file).read().mark(job.job()).filter(mark -> mark.isOf(file));
        };
    return job.marked(present.orElseGet(() -> Mark.fresh(file)));
  }

  private static Outcome toTargetsFile(ScrapeJob job, String name, TargetsFile file)
      throws IOException, FailedCallException {
    if (file.holds(job)) {
      return new Outcome(false, name + " is as it should be", List.of());
    }
    String before = file.text();
    file.write(job);
    return new Outcome(
        true,
        name + " written: " + String.join(", ", job.targets()),
        before.isBlank() ? List.of() : List.of(new Evidence(job.job() + ".before.json", before)));
  }
}
