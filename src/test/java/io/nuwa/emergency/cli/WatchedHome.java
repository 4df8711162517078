package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A home folder that is watched: B-1 wants the file {@code made} there and its task makes it, as
 * long as there is no file {@code broken}; {@code looks} gets a line with each measurement.
 */
record WatchedHome(Home home) {
  /** Longer than anything takes on a busy machine; nobody waits for it when all is well. */
  static final Duration PATIENCE = Duration.ofSeconds(40);

  /** How long nothing must have happened to be believed. */
  private static final long BETWEEN_TRIES = 20_000_000;

  static WatchedHome in(Path folder) {
    return new WatchedHome(new Home(folder).plan(plan("Watched", "")));
  }

  /**
   * Its plan.
   *
   * @param more keys of the plan, a line each
   */
  static String plan(String title, String more) {
    return """
    plan: watched
    title: %s
    time-box: {length: 2h, check-every: 1h}
    %sguards: {disk: off, memory: off, cpu: off}
    %s
    blockers:
      - id: B-1
        title: First
        owner: NuWa
        tasks:
          - {id: make, kind: command, with: {command: [sh, -c, "test ! -e broken && touch made"]}}
        gates:
          - id: there
            probe: command-exit
            with: {command: [sh, -c, "echo look >> looks; test -e made"]}
            success: "== 0"
            alert: "!= 0"
    ladders: {unknown: [{remedy: run-again, budget: 1}]}
    """
        .formatted(title, Home.ROLES, more);
  }

  FatJar.Running daemon(String... words) {
    var all = new ArrayList<>(List.of("monitor", "--daemon"));
    all.addAll(List.of(words));
    return home.emergency().start(all.toArray(new String[0]));
  }

  /** Waits for a condition, and fails with what the watch has said. */
  void await(String what, BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("%s; the watch said: %s", what, log()).isLessThan(end);
      LockSupport.parkNanos(BETWEEN_TRIES);
    }
  }

  void awaitLog(String part) {
    await("'" + part + "' in the log", () -> log().contains(part));
  }

  void awaitStatus(String status) {
    await("B-1 " + status, () -> status().equals(status));
  }

  /** What the status file of B-1 says; empty before there is one. */
  String status() {
    Path file = home.memory().resolve("blocker-B-1-status.json");
    return Files.exists(file)
        ? String.valueOf(Home.parsed(home.text(file.toString())).get("status"))
        : "";
  }

  /** How often the gate was measured. */
  long looks() {
    return exists("looks") ? home.text("looks").lines().count() : 0;
  }

  void awaitNextLook() {
    long before = looks();
    await("another look", () -> looks() > before);
  }

  /** The first whole look is over: nothing but a sentinel looks again soon. */
  void awaitReport() {
    await("a report", () -> exists("logs/reports"));
    assertThat(status()).isEqualTo("resolved");
  }

  /**
   * Waits until nobody works there: the look of a watch that was killed goes on without it, and
   * writes what it has found.
   */
  void awaitNobody() {
    await("the looks of killed watches end", () -> atWork().isEmpty());
  }

  private List<Path> atWork() {
    try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
      return processes.filter(this::worksHere).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean worksHere(Path process) {
    try {
      return Files.readSymbolicLink(process.resolve("cwd")).equals(home.folder().toRealPath());
    } catch (IOException ended) {
      return false;
    }
  }

  String log() {
    return exists("logs/monitor.log") ? home.text("logs/monitor.log") : "";
  }

  boolean exists(String name) {
    return Files.exists(home.folder().resolve(name));
  }

  void remove(String name) {
    try {
      Files.deleteIfExists(home.folder().resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
