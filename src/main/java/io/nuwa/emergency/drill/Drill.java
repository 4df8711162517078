package io.nuwa.emergency.drill;

import io.nuwa.emergency.drill.daemon.Daemon;
import io.nuwa.emergency.drill.fault.Fault;
import io.nuwa.emergency.drill.ground.DrillLock;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.ground.GroundMaker;
import io.nuwa.emergency.drill.ground.RefusedException;
import io.nuwa.emergency.drill.report.DrillReport;
import io.nuwa.emergency.drill.report.DrillRow;
import io.nuwa.emergency.drill.report.DrillRow.Verdict;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.scene.SoundStack;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * A game day: faults one at a time on a scratch stack, each with a verdict on what the product made
 * of it.
 */
public final class Drill {
  private final GroundMaker maker;
  private final Time time;
  private final DrillProgress progress;

  public Drill(GroundMaker maker, Time time, DrillProgress progress) {
    this.maker = maker;
    this.time = time;
    this.progress = progress;
  }

  /**
   * Drills.
   *
   * @throws RefusedException when it must not or cannot begin
   * @throws InterruptedException when it was stopped; the scratch stack has been removed then, as
   *     far as the engine let it
   */
  public DrillReport run(DrillRequest request) throws IOException, InterruptedException {
    try (DrillLock _ = maker.lock()) {
      Daemon.endOrphans(maker.drills());
      Ground ground = maker.make(request.plan(), request.compression(), time.instant());
      progress.at("drilling on project " + ground.project() + " in " + ground.home());
      return run(request, ground);
    }
  }

  /** On this ground, which is taken away afterwards. */
  DrillReport run(DrillRequest request, Ground ground) throws IOException, InterruptedException {
    try {
      return drill(request, ground);
    } finally {
      leave(request, ground);
    }
  }

  private DrillReport drill(DrillRequest request, Ground ground)
      throws IOException, InterruptedException {
    var faults = new ArrayList<>(request.faults());
    request.seed().ifPresent(seed -> Collections.shuffle(faults, new Random(seed)));
    Instant start = time.instant();
    var scene = new Scene(ground, time, request.program());
    var rows = new ArrayList<DrillRow>();
    try (Caretaker caretaker = caretaker(request, ground)) {
      exercise(faults, scene, caretaker, rows);
    }
    return new DrillReport(
        request.watch() ? DrillReport.Driver.DAEMON : DrillReport.Driver.EXECUTE,
        request.compression().speed(),
        request.seed(),
        Duration.between(start, time.instant()),
        ground.home().toString(),
        rows);
  }

  private Caretaker caretaker(DrillRequest request, Ground ground) {
    return request.watch()
        ? new ByDaemon(ground, time, progress, request.program())
        : new ByExecute(ground, time, progress);
  }

  private void exercise(List<Fault> faults, Scene scene, Caretaker caretaker, List<DrillRow> rows)
      throws IOException, InterruptedException {
    for (Fault fault : faults) {
      try {
        baseline(scene, caretaker);
      } catch (IOException | RuntimeException notGreen) {
        if (rows.isEmpty()) {
          throw notGreen;
        }
        // What was found out before is worth telling.
        rows.add(
            DrillRow.broken(
                fault.id(), fault.what(), "not brought about: " + notGreen.getMessage()));
        continue;
      }
      progress.at(
          "[%d/%d] %s: %s".formatted(rows.size() + 1, faults.size(), fault.id(), fault.what()));
      DrillRow row = row(fault, scene, caretaker);
      progress.at(
          "  " + row.verdict().id() + (row.reasons().isEmpty() ? "" : ": " + row.reasons()));
      rows.add(row);
    }
  }

  /** Every fault begins on a stack that is green, and really is. */
  private void baseline(Scene scene, Caretaker caretaker) throws IOException, InterruptedException {
    Optional<String> red = caretaker.getReady(scene);
    Optional<String> harm = new SoundStack(scene).harm();
    if (red.isPresent() || harm.isPresent()) {
      throw new RefusedException(
          "the scratch stack does not get green before any fault ("
              + red.or(() -> harm).orElseThrow()
              + "); see "
              + scene.file("promptx/memory/journal.jsonl")
              + ", and try 'emergency execute' first");
    }
  }

  private DrillRow row(Fault fault, Scene scene, Caretaker caretaker) throws InterruptedException {
    try {
      Observation seen = new Exercise(fault, scene, caretaker, progress).run();
      List<String> wrongs = Judge.wrongs(fault.expectation(), seen);
      var reasons = new ArrayList<>(wrongs);
      if (!wrongs.isEmpty()) {
        reasons.addAll(seen.remarks());
      }
      return new DrillRow(
          fault.id(),
          fault.what(),
          recognised(fault, seen),
          List.copyOf(seen.classes()),
          seen.remedies(),
          List.copyOf(seen.roles()),
          seen.noticed(),
          seen.green(),
          wrongs.isEmpty() ? Verdict.RIGHT : Verdict.WRONG,
          seen.falseGreens(),
          reasons);
    } catch (Fault.UnfitException e) {
      return DrillRow.skipped(fault.id(), fault.what(), e.getMessage());
    } catch (IOException | SQLException | RuntimeException e) {
      return DrillRow.broken(fault.id(), fault.what(), "the drill itself failed: " + e);
    }
  }

  /** The class that was expected, where it is among those recorded; else the first one. */
  private static Optional<FailureClass> recognised(Fault fault, Observation seen) {
    return seen.classes().stream()
        .filter(fault.expectation().classes()::contains)
        .findFirst()
        .or(() -> seen.classes().stream().findFirst());
  }

  /** What was found out is worth more than a ground that is left: the next drill removes that. */
  private void leave(DrillRequest request, Ground ground) throws InterruptedException {
    if (request.keep()) {
      progress.at(
          "left running: project "
              + ground.project()
              + "; emergency status --verify --home "
              + ground.home());
      return;
    }
    try {
      maker.remove(ground);
    } catch (IOException e) {
      progress.at(
          "project "
              + ground.project()
              + " was not taken away, the next drill tries again: "
              + e.getMessage());
    }
  }
}
