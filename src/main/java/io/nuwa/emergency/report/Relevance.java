package io.nuwa.emergency.report;

import io.nuwa.emergency.control.DiagnosisCase;
import io.nuwa.emergency.control.DiagnosisCase.Testimony;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.run.FailureNote;
import java.util.Comparator;
import java.util.List;

/** Which testimonies a reader wants to see first, by the class of the failure. */
final class Relevance {
  private Relevance() {}

  /** Those that have a headline: no logs, no raw data. What could not be seen comes last. */
  static List<Testimony> of(DiagnosisCase one) {
    List<String> first =
        one.failure().map(FailureNote::kind).map(Relevance::first).orElse(List.of());
    return one.testimony().stream()
        .filter(seen -> !seen.name().startsWith("log-") && !seen.name().endsWith(".json"))
        .sorted(
            Comparator.comparingInt((Testimony seen) -> rank(seen, first))
                .thenComparing(seen -> seen.text().startsWith("not seen")))
        .toList();
  }

  private static int rank(Testimony seen, List<String> first) {
    for (int rank = 0; rank < first.size(); rank++) {
      if (seen.name().startsWith(first.get(rank))) {
        return rank;
      }
    }
    return first.size();
  }

  private static List<String> first(FailureClass kind) {
    return switch (kind) {
      case PORT_IN_USE -> List.of("ports", "containers");
      case IMAGE_MISSING -> List.of("images", "engine");
      case PERMISSION, NETWORK_MISSING, ENGINE_MISSING -> List.of("engine", "containers");
      case NO_SPACE, TIMEOUT -> List.of("resources", "containers");
      case KILLED -> List.of("containers", "resources");
      case NOT_READY, NAME_RESOLUTION -> List.of("containers", "ports", "resources");
      case DATA_CONFLICT, SCHEMA_MISMATCH, AUTHENTICATION -> List.of("rows", "containers");
      case TEST_FAILURE, TEST_DATA, TEST_FLAKY -> List.of("cases", "rows", "containers");
      case TARGET_DOWN, SERIES_GAP -> List.of("targets", "containers");
      case CONFIGURATION, UNKNOWN -> List.of("containers", "ports", "resources");
    };
  }
}
