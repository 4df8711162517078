package io.nuwa.emergency.drill.ground;

import io.nuwa.emergency.config.Durations;
import java.time.Duration;
import java.util.Map;

/**
 * The plan's clock, run faster: time box, phases, checkpoints, deadlines, how old test results may
 * be, the window in which a dashboard may have no gaps, and how long a service may take to get
 * healthy, each with a floor. Thresholds, rounds, ladders and the time that work may take stay:
 * real work is no faster in a drill.
 *
 * @param speed by how much the clock is faster; from 1 to {@link #FASTEST}
 */
public record Compression(int speed) {
  /** 48 h are six minutes: a run with every repair of it still fits in. */
  public static final int FASTEST = 480;

  /** 48 h are 12 minutes, and 6 h are 90 s. */
  public static final int USUAL = 240;

  /**
   * With a watch: 48 h are 2.4 h, and test results live 18 min. Quicker, and the watch would run
   * the suite again beside every other fault; slower, and its window without gaps would be longer
   * than the shortest there is.
   */
  public static final int WATCHED = 20;

  /** Six scrapes of the stack's Prometheus, and so two more than it takes to see a hole. */
  static final Duration SHORTEST_WINDOW = Duration.ofSeconds(30);

  /**
   * A service of the shipped stack is healthy in under 10 s, on a machine with nothing to spare.
   */
  static final Duration SHORTEST_START = Duration.ofSeconds(30);

  /** A suite, a scrape and a clean window must fit between two runs of the suite. */
  static final Duration SHORTEST_RESULTS = Duration.ofSeconds(90);

  public Compression {
    if (speed < 1 || speed > FASTEST) {
      throw new IllegalArgumentException(
          "a drill runs at a speed from 1 to " + FASTEST + ", not " + speed);
    }
  }

  /** Changes a plan. */
  void apply(Map<String, Object> plan) {
    Map<String, Object> box = Tree.under(plan, "time-box");
    shorten(box, "length", Duration.ZERO);
    shorten(box, "check-every", Duration.ZERO);
    for (var phase : Tree.each(box, "phases")) {
      shorten(phase, "from", Duration.ZERO);
      shorten(phase, "to", Duration.ZERO);
    }
    for (var checkpoint : Tree.each(box, "checkpoints")) {
      shorten(checkpoint, "at", Duration.ZERO);
    }
    for (var blocker : Tree.each(plan, "blockers")) {
      shorten(blocker, "deadline", Duration.ZERO);
      for (var task : Tree.each(blocker, "tasks")) {
        shorten(Tree.map(task.get("with")), "healthy-within", SHORTEST_START);
      }
      for (var gate : Tree.each(blocker, "gates")) {
        shorten(Tree.map(gate.get("with")), "max-age", SHORTEST_RESULTS);
        shorten(Tree.map(gate.get("with")), "window", SHORTEST_WINDOW);
      }
    }
  }

  /** How old test results of the shipped plan may be in a drill. */
  public Duration results() {
    Duration quick = of(Duration.ofHours(6));
    return quick.compareTo(SHORTEST_RESULTS) < 0 ? SHORTEST_RESULTS : quick;
  }

  /** How long this lasts in a drill. */
  public Duration of(Duration real) {
    return real.dividedBy(speed).truncatedTo(java.time.temporal.ChronoUnit.MILLIS);
  }

  /** Never below a floor, and never longer than it really is. */
  private void shorten(Map<String, Object> holder, String key, Duration floor) {
    if (holder.get(key) == null) {
      return;
    }
    Durations.parse(String.valueOf(holder.get(key)))
        .ifPresent(
            real -> {
              Duration quick = of(real);
              Duration bounded = quick.compareTo(floor) < 0 ? floor : quick;
              holder.put(key, Durations.write(bounded.compareTo(real) > 0 ? real : bounded));
            });
  }
}
