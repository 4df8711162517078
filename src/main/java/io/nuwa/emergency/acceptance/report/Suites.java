package io.nuwa.emergency.acceptance.report;

import io.nuwa.emergency.plan.MissingValueException;
import io.nuwa.emergency.plan.Values;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * All suites of a plan, and which reports are whose.
 *
 * @param home what their patterns are relative to
 */
public record Suites(Path home, List<Suite> all) {
  public Suites {
    all = List.copyOf(all);
  }

  /** A suite other than this one whose reports may be the same files. */
  public Optional<Suite> sharing(Suite suite, Values values) {
    return writing(suite.reports(), values).stream()
        .filter(other -> !other.key().equals(suite.key()))
        .findFirst();
  }

  /** The suites whose reports these may be. */
  public List<Suite> writing(String reports, Values values) {
    Optional<ReportPattern> pattern = pattern(reports, values);
    return all.stream()
        .filter(
            suite ->
                suite.reports().equals(reports)
                    || pattern
                        .filter(
                            mine ->
                                pattern(suite.reports(), values).filter(mine::meets).isPresent())
                        .isPresent())
        .toList();
  }

  /** The pattern as it reads now; empty where it cannot be told yet. */
  public Optional<ReportPattern> pattern(String reports, Values values) {
    try {
      return Optional.of(ReportPattern.of(home, values.resolve(reports)));
    } catch (MissingValueException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
