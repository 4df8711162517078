package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.run.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real processes, killed with SIGKILL at random instants from their start to their end, and started
 * again until the decision is GO. {@code -Demergency.kills=1000} makes it longer, {@code
 * -Demergency.seed=7} draws the same instants once more.
 */
@Timeout(1800)
final class KillCampaignIT {
  private static final int KILLS = Integer.getInteger("emergency.kills", 200);
  private static final long SEED = Long.getLong("emergency.seed", System.nanoTime());
  private static final int WORKERS = 2;

  /** So many kills hit every part of a life. */
  private static final int ENOUGH = 100;

  /** About as many as a whole run of a {@link Victim} has. */
  private static final int RECORDS = 24;

  private static final String HOLDS =
      Home.usual("2h")
          .replace("echo made >> made", "until [ -e go ]; do sleep 0.02; done; >> made");

  @TempDir private static Path folder;

  @Test
  void killed_at_any_instant_nothing_is_lost_and_nothing_recorded_is_repeated() throws Exception {
    var figures = new KillFigures(SEED);
    long began = System.nanoTime();
    try (var workers = Executors.newFixedThreadPool(WORKERS)) {
      var work = new ArrayList<Future<?>>();
      for (int i = 0; i < WORKERS; i++) {
        int worker = i;
        work.add(workers.submit(() -> kill(worker, figures)));
      }
      for (Future<?> each : work) {
        each.get();
      }
    } finally {
      System.out.println(
          "kill campaign: " + figures.write((System.nanoTime() - began) / 1_000_000_000.0));
      System.out.println("killed where: " + figures.instants());
    }

    assertThat(figures.kills()).isGreaterThanOrEqualTo(KILLS);
    assertThat(figures.lost()).isZero();
    assertThat(figures.repeated()).isZero();
    if (KILLS >= ENOUGH) {
      assertThat(figures.instants())
          .containsKeys(
              "before-the-journal",
              "before-its-first-record",
              "after-StepStarted",
              "after-GateMeasured",
              "after-BlockerResolved");
    }
  }

  private static Void kill(int worker, KillFigures figures) throws Exception {
    var random = new Random(SEED + worker);
    // How long a process lives that nobody kills, in nanoseconds: measured first, then adapted to
    // how busy the machine is, so that kills hit all of a life.
    double life = 0;
    for (int i = 0; i == 0 || figures.kills() < KILLS; i++) {
      Path home = Files.createDirectory(folder.resolve("victim-%d-%d".formatted(worker, i)));
      var victim = new Victim(home, figures);
      boolean dead = true;
      while (dead) {
        boolean spared = i == 0 || figures.kills() >= KILLS;
        long began = System.nanoTime();
        figures.started();
        try (FatJar.Running running = victim(home).start("execute")) {
          if (!spared) {
            wait(random, life, victim, running);
          }
          dead = !spared && running.kill();
          if (dead) {
            figures.killed();
            life *= victim.died() ? 0.98 : 1.1;
          } else {
            victim.ended(running.end());
            long lived = System.nanoTime() - began;
            life = i == 0 ? lived : (life + lived) / 2;
          }
        }
      }
    }
    return null;
  }

  /** Hundreds of starts take what the tests beside them leave of the processors. */
  private static FatJar victim(Path home) {
    return FatJar.in(home).through("nice", "-n", "10");
  }

  /**
   * Until any instant of a life; in two of three cases counted in records instead of time, because
   * most of a short life is the start of the JVM.
   */
  private static void wait(Random random, double life, Victim victim, FatJar.Running running)
      throws IOException {
    if (random.nextInt(3) == 0) {
      LockSupport.parkNanos((long) (random.nextDouble() * life));
      victim.look();
      return;
    }
    int more = 1 + random.nextInt(RECORDS);
    while (running.isAlive() && victim.look() < more) {
      LockSupport.parkNanos(500_000);
    }
    LockSupport.parkNanos(random.nextInt(8_000_000));
  }

  @Test
  void of_two_that_start_at_once_one_works_and_the_other_names_it() throws Exception {
    for (int i = 0; i < 3; i++) {
      Home home = home("two-" + i).plan(HOLDS);
      try (FatJar.Running one = home.emergency().start("execute");
          FatJar.Running other = home.emergency().start("execute", "B-1")) {
        FatJar.Running refused = FatJar.Running.firstToEnd(one, other);
        FatJar.Running works = refused == one ? other : one;
        refused.end().hasCode(5).says("another run works here", "process " + works.pid());
        home.put("go", "");
        works.end().hasCode(0);
      }
      assertThat(home.events()).filteredOn(Event.RunStarted.class::isInstance).hasSize(1);
      assertThat(home.events()).filteredOn(Event.RunResumed.class::isInstance).isEmpty();
    }
  }

  @Test
  void of_two_that_start_at_once_one_is_killed_and_nothing_is_lost() throws Exception {
    var random = new Random(SEED);
    for (int i = 0; i < 8; i++) {
      Home home = home("killed-" + i);
      long killed;
      FatJar.Answer survivor;
      try (FatJar.Running one = home.emergency().start("execute");
          FatJar.Running other = home.emergency().start("execute")) {
        LockSupport.parkNanos((long) (random.nextDouble() * 600_000_000));
        one.kill();
        killed = one.pid();
        survivor = other.end();
      }
      if (survivor.exitCode() == 5) {
        survivor.says("process " + killed);
      } else {
        survivor.hasCode(0);
      }
      home.emergency().run("execute").hasCode(0);

      var reading = JournalReader.read(home.journal());
      assertThat(reading.damage()).isEmpty();
      assertThat(home.events()).filteredOn(Event.RunStarted.class::isInstance).hasSize(1);
      assertThat(home.events())
          .filteredOn(
              event -> event instanceof Event.StepSucceeded e && e.step().task().equals("make"))
          .hasSize(1);
    }
  }

  private static Home home(String name) throws IOException {
    return Home.withPlan(Files.createDirectory(folder.resolve(name)));
  }
}
