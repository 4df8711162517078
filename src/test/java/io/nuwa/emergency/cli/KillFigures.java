package io.nuwa.emergency.cli;

import io.nuwa.emergency.json.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** What a kill campaign counted. Thread-safe. */
final class KillFigures {
  private static final Path FILE = Path.of("target", "reliability", "kills.json");

  private final Map<String, Integer> instants = new TreeMap<>();
  private final long seed;
  private int started;
  private int kills;
  private int runs;
  private long records;
  private long lost;
  private long repeated;
  private long twiceInFlight;

  KillFigures(long seed) {
    this.seed = seed;
  }

  synchronized void started() {
    started++;
  }

  synchronized void killed() {
    kills++;
  }

  synchronized int kills() {
    return kills;
  }

  synchronized void instant(String where) {
    instants.merge(where, 1, Integer::sum);
  }

  synchronized Map<String, Integer> instants() {
    return Map.copyOf(instants);
  }

  synchronized void lost(long count) {
    lost += count;
  }

  synchronized long lost() {
    return lost;
  }

  synchronized void repeated(long count) {
    repeated += count;
  }

  synchronized long repeated() {
    return repeated;
  }

  synchronized void twiceInFlight(long count) {
    twiceInFlight += count;
  }

  synchronized void completed(int entries) {
    runs++;
    records += entries;
  }

  /** Keeps the figures for scripts and returns them as a line for people. */
  synchronized String write(double seconds) throws IOException {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("schemaVersion", 1);
    fields.put("seed", seed);
    fields.put("kills", kills);
    fields.put("starts", started);
    fields.put("runs", runs);
    fields.put("records", records);
    fields.put("lost", lost);
    fields.put("repeated", repeated);
    fields.put("twiceInFlight", twiceInFlight);
    fields.put("seconds", seconds);
    fields.put("instants", instants);
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, JsonText.pretty(fields) + "\n");
    return ("kills %d, starts %d, runs that reached GO %d, records %d, lost %d, effects repeated"
            + " %d, steps in flight done twice %d, seed %d, %.0f s")
        .formatted(kills, started, runs, records, lost, repeated, twiceInFlight, seed, seconds);
  }
}
