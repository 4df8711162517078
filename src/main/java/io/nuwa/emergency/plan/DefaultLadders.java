package io.nuwa.emergency.plan;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Ladder;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.retry.Rung;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What is tried when a plan says nothing else: the retry strategies of the founding document, and
 * what experience adds. Classes that are missing here are cured by people only.
 */
public final class DefaultLadders {
  /** The engine's own remedy: the tasks of the blocker once more. */
  public static final String RUN_AGAIN = "run-again";

  /**
   * Another stack may hold every port of a plan, and an engine names them one at a time. Waiting
   * between two different ports would help nobody.
   */
  private static final Rung MOVES = new Rung("alternate-port", 10, Duration.ZERO);

  private DefaultLadders() {}

  /** Every ladder with every rung. */
  public static Ladders all() {
    return keeping(rung -> true);
  }

  /** The ladders, without rungs that nobody brings a remedy for. */
  public static Ladders with(Set<String> remedies) {
    return keeping(rung -> remedies.contains(rung.remedy()) || rung.remedy().equals(RUN_AGAIN));
  }

  private static Ladders keeping(Predicate<Rung> wanted) {
    var ladders = new EnumMap<FailureClass, Ladder>(FailureClass.class);
    for (FailureClass kind : FailureClass.values()) {
      List<Rung> rungs = rungs(kind).stream().filter(wanted).toList();
      if (!rungs.isEmpty()) {
        ladders.put(kind, new Ladder(rungs));
      }
    }
    return new Ladders(ladders);
  }

  private static List<Rung> rungs(FailureClass kind) {
    return switch (kind) {
      case PERMISSION -> List.of(rung("rootless", 1), MOVES);
      case PORT_IN_USE -> List.of(rung("remove-stale-container", 2), MOVES);
      case NETWORK_MISSING ->
          List.of(rung("create-network", 2), rung("recreate-container", 2), rung(RUN_AGAIN, 1));
      case IMAGE_MISSING -> List.of(rung("bring-images", 1), rung(RUN_AGAIN, 1));
      case KILLED ->
          List.of(rung("start-container", 2), rung("recreate-container", 2), rung(RUN_AGAIN, 1));
      case NAME_RESOLUTION -> List.of(rung(RUN_AGAIN, 2));
      case NOT_READY, TIMEOUT ->
          List.of(
              rung("start-container", 2),
              rung("unpause", 2),
              rung("restart-container", 2),
              rung("recreate-container", 2),
              rung(RUN_AGAIN, 2));
      case DATA_CONFLICT -> List.of(rung("clean-own-rows", 2));
      // What a kill cut off behind the remedy is found by the tasks.
      case SCHEMA_MISMATCH -> List.of(rung("restore-schema", 2), rung(RUN_AGAIN, 1));
      case TEST_DATA -> List.of(rung("restore-rows", 2), rung(RUN_AGAIN, 2));
      case TEST_FAILURE, TEST_FLAKY -> List.of(rung(RUN_AGAIN, 2));
      case TARGET_DOWN ->
          List.of(
              rung("start-container", 1),
              rung("unpause", 1),
              rung("rewrite-scrape-job", 2),
              rung("wait-for-scrape", 3),
              rung("restart-container", 1),
              rung("recreate-container", 1));
      case SERIES_GAP -> List.of(rung("wait-for-scrape", 3), rung("wait-for-clean-window", 3));
      case UNKNOWN -> List.of(rung(RUN_AGAIN, 1));
      case NO_SPACE -> List.of(rung("clean-logs", 2));
      case AUTHENTICATION, ENGINE_MISSING, CONFIGURATION -> List.of();
    };
  }

  private static Rung rung(String remedy, int budget) {
    return new Rung(remedy, budget, Duration.ofSeconds(2));
  }
}
