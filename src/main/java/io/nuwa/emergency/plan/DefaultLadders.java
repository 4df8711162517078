package io.nuwa.emergency.plan;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Ladder;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.retry.Rung;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Set;

/**
 * What is tried when a plan says nothing else: the retry strategies of the founding document, and
 * what experience adds. Classes that are missing here are cured by people only.
 */
public final class DefaultLadders {
  /** The engine's own remedy: the tasks of the blocker once more. */
  public static final String RUN_AGAIN = "run-again";

  private DefaultLadders() {}

  /** The ladders, without rungs that nobody brings a remedy for. */
  public static Ladders with(Set<String> remedies) {
    var ladders = new EnumMap<FailureClass, Ladder>(FailureClass.class);
    for (FailureClass kind : FailureClass.values()) {
      Ladder ladder = of(kind, remedies);
      if (!ladder.rungs().isEmpty()) {
        ladders.put(kind, ladder);
      }
    }
    return new Ladders(ladders);
  }

  private static Ladder of(FailureClass kind, Set<String> remedies) {
    return switch (kind) {
      case PERMISSION -> ladder(remedies, rung("rootless", 1));
      case PORT_IN_USE ->
          ladder(remedies, rung("remove-stale-container", 2), rung("alternate-port", 3));
      case NETWORK_MISSING -> ladder(remedies, rung("recreate-container", 2), rung(RUN_AGAIN, 1));
      case IMAGE_MISSING -> ladder(remedies, rung("bring-images", 1), rung(RUN_AGAIN, 1));
      case KILLED -> ladder(remedies, rung("recreate-container", 2), rung(RUN_AGAIN, 1));
      case NAME_RESOLUTION -> ladder(remedies, rung(RUN_AGAIN, 2));
      case NOT_READY, TIMEOUT ->
          ladder(remedies, rung("unpause", 2), rung("recreate-container", 2), rung(RUN_AGAIN, 2));
      case DATA_CONFLICT -> ladder(remedies, rung("clean-own-rows", 2));
      case TEST_FAILURE -> ladder(remedies, rung(RUN_AGAIN, 2));
      case TARGET_DOWN ->
          ladder(
              remedies,
              rung("unpause", 1),
              rung("rewrite-scrape-job", 2),
              rung("wait-for-scrape", 3),
              rung("recreate-container", 1));
      case SERIES_GAP ->
          ladder(remedies, rung("wait-for-scrape", 3), rung("wait-for-clean-window", 2));
      case UNKNOWN -> ladder(remedies, rung(RUN_AGAIN, 1));
      case NO_SPACE, SCHEMA_MISMATCH, AUTHENTICATION, ENGINE_MISSING, CONFIGURATION ->
          ladder(remedies);
    };
  }

  private static Rung rung(String remedy, int budget) {
    return new Rung(remedy, budget, Duration.ofSeconds(2));
  }

  private static Ladder ladder(Set<String> remedies, Rung... rungs) {
    return new Ladder(
        Arrays.stream(rungs)
            .filter(rung -> remedies.contains(rung.remedy()) || rung.remedy().equals(RUN_AGAIN))
            .toList());
  }
}
