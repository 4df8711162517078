package io.nuwa.emergency.drill.report;

import io.nuwa.emergency.drill.report.DrillRow.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A whole drill.
 *
 * @param driver who repaired
 * @param speed by how much the plan's clock was faster
 * @param seed of the order; empty for the order of the list
 * @param took from the first fault's baseline to the last fault's end
 * @param home where journal and logs of the drill are
 * @param rows in the order in which the faults were brought about
 */
public record DrillReport(
    Driver driver,
    int speed,
    Optional<Long> seed,
    Duration took,
    String home,
    List<DrillRow> rows) {
  public DrillReport {
    rows = List.copyOf(rows);
  }

  /** Who repaired. */
  public enum Driver {
    /** The drill ran {@code execute} as soon as a gate did not pass. */
    EXECUTE,
    /** {@code monitor --daemon}; the drill only looked on. */
    DAEMON;

    public String id() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** Whether nothing was wrong; skipped faults are not. */
  public boolean allRight() {
    return count(Verdict.WRONG) == 0 && count(Verdict.RIGHT) > 0;
  }

  public long count(Verdict verdict) {
    return rows.stream().filter(row -> row.verdict() == verdict).count();
  }

  public int falseGreens() {
    return rows.stream().mapToInt(DrillRow::falseGreens).sum();
  }

  public Optional<Duration> medianNoticed() {
    return median(DrillRow::noticed);
  }

  public Optional<Duration> worstNoticed() {
    return durations(DrillRow::noticed).reduce((one, other) -> other);
  }

  public Optional<Duration> medianGreen() {
    return median(DrillRow::green);
  }

  public Optional<Duration> worstGreen() {
    return durations(DrillRow::green).reduce((one, other) -> other);
  }

  private Optional<Duration> median(Function<DrillRow, Optional<Duration>> which) {
    List<Duration> sorted = durations(which).toList();
    return sorted.isEmpty() ? Optional.empty() : Optional.of(sorted.get((sorted.size() - 1) / 2));
  }

  /** Of faults that raised an alarm; a stack that stays green has no time to green. */
  private Stream<Duration> durations(Function<DrillRow, Optional<Duration>> which) {
    return rows.stream()
        .filter(row -> row.noticed().isPresent())
        .flatMap(row -> which.apply(row).stream())
        .sorted();
  }
}
