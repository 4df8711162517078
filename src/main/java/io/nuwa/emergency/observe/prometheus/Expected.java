package io.nuwa.emergency.observe.prometheus;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * What a Prometheus must scrape.
 *
 * @param jobs each must have a target
 * @param own the jobs that tasks of the plan write
 */
public record Expected(List<String> jobs, List<Own> own) {

  /**
   * A job that a task writes.
   *
   * @param job its name
   * @param place the file in which it stands, as the plan names it
   * @param addresses {@code host:port} of each of its targets
   * @param mark what its targets must show; empty where the job is the user's own, which we did not
   *     write, or where nothing is written
   * @param wrong what is wrong with the file; empty when nothing is
   * @param settling whether it was written just now, so that Prometheus may not show it yet
   */
  public record Own(
      String job,
      String place,
      List<String> addresses,
      Optional<Mark> mark,
      Optional<String> wrong,
      boolean settling) {
    public Own {
      addresses = List.copyOf(addresses);
    }
  }

  public Expected {
    var all = new TreeSet<>(jobs);
    own.forEach(one -> all.add(one.job()));
    jobs = jobs.containsAll(all) ? List.copyOf(jobs) : List.copyOf(all);
    own = List.copyOf(own);
  }

  /** Jobs that are expected by their names alone. */
  public static Expected named(List<String> jobs) {
    return new Expected(jobs, List.of());
  }
}
