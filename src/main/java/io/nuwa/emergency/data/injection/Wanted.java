package io.nuwa.emergency.data.injection;

import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The rows that a task wants in a database.
 *
 * @param owner under which name they are known as ours; one for each task of a plan
 * @param rows how many, by table as the plan names it
 * @param seed equal seeds make equal rows
 * @param today no row is younger
 * @param avoidTaken whether to keep clear of unique values that others hold
 */
public record Wanted(
    String owner, Map<String, Long> rows, long seed, LocalDate today, boolean avoidTaken) {
  public Wanted {
    rows = Collections.unmodifiableMap(new LinkedHashMap<>(rows));
  }
}
