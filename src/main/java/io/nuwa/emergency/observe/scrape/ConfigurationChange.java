package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.observe.call.Answer;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.prometheus.PrometheusServer;
import java.io.IOException;
import java.util.List;

/**
 * Brings one job into the user's own configuration and has Prometheus load it. Done means that
 * Prometheus says so, not that a file was written.
 */
record ConfigurationChange(
    ScrapeJob job,
    ScrapeJob.Place.Configuration place,
    ConfigurationFile file,
    PrometheusServer server) {

  JobWriter.Outcome make() throws FailedCallException, IOException, InterruptedException {
    ConfigurationText before = file.read();
    ConfigurationText after = before.with(job);
    boolean changed = !after.equals(before);
    if (changed) {
      file.write(after);
    }
    String written = place.path() + (changed ? " has the job now" : " has the job already");
    if (!changed && loaded(after)) {
      return new JobWriter.Outcome(changed, written + ", and Prometheus runs with it", List.of());
    }
    if (!place.reload()) {
      return new JobWriter.Outcome(
          changed, written + "; reload: none, so Prometheus must be reloaded by you", List.of());
    }
    reload(changed ? before : after.without(job.job()));
    if (!loaded(after)) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          server.address()
              + " was reloaded and does not know job '"
              + job.job()
              + "': it reads another file than "
              + place.path()
              + " (a single file mounted into a container stays the old one: restart the container,"
              + " or mount its folder)",
          "");
    }
    return new JobWriter.Outcome(true, written + "; Prometheus reloaded", List.of());
  }

  /** With our targets where the block is ours; by its name alone where the job is the user's. */
  private boolean loaded(ConfigurationText wanted)
      throws FailedCallException, InterruptedException {
    var running = new ConfigurationText("Prometheus's configuration", server.configuration());
    return wanted.marked(job.job()) ? running.lists(job) : running.has(job.job());
  }

  private void reload(ConfigurationText withoutUs)
      throws FailedCallException, IOException, InterruptedException {
    Answer answer = server.reload();
    if (answer.succeeded()) {
      return;
    }
    if (answer.body().contains("Lifecycle API is not enabled")) {
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          place.path()
              + " has job '"
              + job.job()
              + "', but Prometheus may not be reloaded over HTTP: send it SIGHUP, or start it with"
              + " --web.enable-lifecycle, then run again",
          answer.quote());
    }
    if (answer.status() == 500) {
      file.write(withoutUs);
      throw new FailedCallException(
          FailureClass.CONFIGURATION,
          "Prometheus refuses " + place.path() + ", which was put back: " + answer.quote(),
          answer.body());
    }
    throw answer.unwelcome("POST /-/reload");
  }
}
