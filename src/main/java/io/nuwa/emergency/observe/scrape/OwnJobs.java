package io.nuwa.emergency.observe.scrape;

import io.nuwa.emergency.observe.call.EarlierTasks;
import io.nuwa.emergency.observe.call.FailedCallException;
import io.nuwa.emergency.observe.prometheus.Expected;
import io.nuwa.emergency.observe.prometheus.Mark;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The jobs that tasks of a plan bring to a Prometheus: what it must show of them, so that neither
 * another server on its port nor another target of that job passes for ours.
 *
 * @param home what paths are relative to
 * @param tasks the settings of the tasks that write them
 * @param required whether these tasks have been done by now, so that what is not written is a fault
 */
public record OwnJobs(Path home, List<ScrapeJobSettings> tasks, boolean required) {
  /** Prometheus takes up a file of targets within 5 s; what it needs beyond that is no moment. */
  private static final Duration SETTLES = Duration.ofSeconds(12);

  /**
   * What must stand before this gate is measured: the tasks of its blocker and of those that it
   * needs. For a measurement that belongs to no blocker, what the plan has written so far.
   */
  public static OwnJobs before(Gate gate, Plan plan, Path home) {
    return EarlierTasks.of(gate, plan, ScrapeJobSettings.class)
        .map(tasks -> new OwnJobs(home, tasks, true))
        .orElseGet(() -> written(plan, home));
  }

  /** What the plan has written so far. */
  public static OwnJobs written(Plan plan, Path home) {
    return new OwnJobs(home, EarlierTasks.of(plan.blockers(), ScrapeJobSettings.class), false);
  }

  /** What one task writes. */
  static OwnJobs of(ScrapeJobSettings task, Path home) {
    return new OwnJobs(home, List.of(task), true);
  }

  /**
   * What the Prometheus at an address must scrape.
   *
   * @param prometheus the address, or a template of it
   * @param jobs further jobs that must have a target
   * @throws io.nuwa.emergency.plan.MissingValueException when a template names nothing
   */
  public Expected expected(String prometheus, List<String> jobs, Values values, Instant now) {
    var own = new ArrayList<Expected.Own>();
    for (ScrapeJobSettings task : tasks) {
      if (!address(values.resolve(task.prometheus())).equals(address(values.resolve(prometheus)))) {
        continue;
      }
      for (ScrapeJob job : task.jobs()) {
        Expected.Own one = own(job.resolved(values), now);
        if (required || one.mark().isPresent()) {
          own.add(one);
        }
      }
    }
    return new Expected(jobs, own);
  }

  /** One server has several spellings. */
  private static String address(String text) {
    return text.strip().replaceFirst("/+$", "").replaceFirst("//localhost\\b", "//127.0.0.1");
  }

  private Expected.Own own(ScrapeJob job, Instant now) {
    try {
      return switch (job.place()) {
        case ScrapeJob.Place.TargetsFile place -> inFile(job, place, now);
        case ScrapeJob.Place.Configuration place -> inConfiguration(job, place, now);
      };
    } catch (IOException | FailedCallException e) {
      return wrong(job, Optional.empty(), "cannot be read: " + e.getMessage());
    }
  }

  private Expected.Own inFile(ScrapeJob job, ScrapeJob.Place.TargetsFile place, Instant now)
      throws IOException {
    var file = new TargetsFile(home.resolve(place.path()));
    Optional<Mark> mark = file.mark();
    if (mark.isEmpty()) {
      String why =
          file.text().isBlank() ? "is not written" : "does not hold what this plan writes here";
      return wrong(job, mark, why);
    }
    return file.holds(job.marked(mark.get()))
        ? right(job, mark, now)
        : wrong(job, mark, "says something else than the plan");
  }

  private Expected.Own inConfiguration(
      ScrapeJob job, ScrapeJob.Place.Configuration place, Instant now)
      throws IOException, FailedCallException {
    Path path = home.resolve(place.path());
    ConfigurationText text = new ConfigurationFile(path).read();
    if (!text.marked(job.job())) {
      return text.has(job.job())
          ? right(job, Optional.empty(), now)
          : wrong(job, Optional.empty(), "has no job '" + job.job() + "'");
    }
    Optional<Mark> mark = text.mark(job.job()).filter(one -> one.isOf(path));
    if (mark.isEmpty()) {
      return wrong(job, mark, "has a job that was not written by this plan here");
    }
    return text.with(job.marked(mark.get())).equals(text)
        ? right(job, mark, now)
        : wrong(job, mark, "says something else than the plan");
  }

  private Expected.Own right(ScrapeJob job, Optional<Mark> mark, Instant now) {
    return new Expected.Own(
        job.job(), job.place().path(), job.targets(), mark, Optional.empty(), isYoung(job, now));
  }

  private static Expected.Own wrong(ScrapeJob job, Optional<Mark> mark, String what) {
    String place = job.place().path();
    return new Expected.Own(
        job.job(), place, job.targets(), mark, Optional.of(place + " " + what), false);
  }

  private boolean isYoung(ScrapeJob job, Instant now) {
    try {
      return new TargetsFile(home.resolve(job.place().path())).isYounger(SETTLES, now);
    } catch (IOException e) {
      return false;
    }
  }
}
