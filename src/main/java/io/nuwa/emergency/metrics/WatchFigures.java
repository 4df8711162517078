package io.nuwa.emergency.metrics;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What only the watch itself knows. Immutable: whoever watches keeps the newest one where another
 * thread may read it.
 *
 * @param version of the program
 * @param startedAt when the watch began
 * @param deepChecks how many checks of every gate there were since
 * @param deepCheck the last of them
 * @param signals how many cheap signals came since
 * @param signalAt when the last of them came
 * @param repairs how many blockers turned red and are green again since
 * @param repair how long the last repair took, from red to green
 */
public record WatchFigures(
    String version,
    Instant startedAt,
    long deepChecks,
    Optional<DeepCheck> deepCheck,
    long signals,
    Optional<Instant> signalAt,
    long repairs,
    Optional<Duration> repair) {

  /**
   * A check of every gate.
   *
   * @param endedAt when it was over
   * @param took how long it took
   */
  public record DeepCheck(Instant endedAt, Duration took) {}

  /** A watch that has just begun. */
  public static WatchFigures begun(String version, Instant at) {
    return new WatchFigures(
        version, at, 0, Optional.empty(), 0, Optional.empty(), 0, Optional.empty());
  }

  /** Every gate was measured. */
  public WatchFigures checked(Instant endedAt, Duration took) {
    return new WatchFigures(
        version,
        startedAt,
        deepChecks + 1,
        Optional.of(new DeepCheck(endedAt, took)),
        signals,
        signalAt,
        repairs,
        repair);
  }

  /** A cheap signal came. */
  public WatchFigures signalled(Instant at) {
    return new WatchFigures(
        version, startedAt, deepChecks, deepCheck, signals + 1, Optional.of(at), repairs, repair);
  }

  /** A blocker that had turned red is green again. */
  public WatchFigures repaired(Duration took) {
    return new WatchFigures(
        version,
        startedAt,
        deepChecks,
        deepCheck,
        signals,
        signalAt,
        repairs + 1,
        Optional.of(took));
  }

  void putOn(Sheet sheet, Instant now) {
    sheet.put(Figure.BUILD, 1, version);
    sheet.put(Figure.MONITOR_START, startedAt);
    sheet.put(Figure.MONITOR_UPTIME, Duration.between(startedAt, now));
    sheet.put(Figure.DEEP_CHECKS, deepChecks);
    deepCheck.ifPresent(
        check -> {
          sheet.put(Figure.DEEP_CHECK_DURATION, check.took());
          sheet.put(Figure.DEEP_CHECK_AT, check.endedAt());
        });
    sheet.put(Figure.SIGNALS, signals);
    signalAt.ifPresent(at -> sheet.put(Figure.SIGNAL_AT, at));
    sheet.put(Figure.REPAIRS, repairs);
    repair.ifPresent(took -> sheet.put(Figure.REPAIR_DURATION, took));
  }
}
