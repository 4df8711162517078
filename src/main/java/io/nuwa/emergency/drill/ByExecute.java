package io.nuwa.emergency.drill;

import io.nuwa.emergency.control.ExecuteRun;
import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/**
 * Measures the gates until one does not pass and runs {@code execute} then, as a user would, with
 * the same journal and lock.
 */
final class ByExecute implements Caretaker {
  private static final String TESTED = "tests.started";
  private static final int ATTEMPTS = 2;

  private final Ground ground;
  private final Time time;
  private final DrillProgress progress;
  private final Watch watch;
  private Optional<RunState> last = Optional.empty();

  ByExecute(Ground ground, Time time, DrillProgress progress) {
    this.ground = ground;
    this.time = time;
    this.progress = progress;
    this.watch = new Watch(ground, time);
  }

  @Override
  public Optional<String> getReady(Scene scene) throws InterruptedException {
    return getReady(scene, last.map(state -> isWorn(ground, state, time.instant())).orElse(true));
  }

  /**
   * The same.
   *
   * @param fresh whether a new run is begun
   */
  Optional<String> getReady(Scene scene, boolean fresh) throws InterruptedException {
    var nobody = new Account(scene::learn, () -> {});
    progress.at(fresh ? "making the stack green, in a new run" : "making the stack green");
    Outcome outcome = execute(fresh, nobody);
    if (outcome != Outcome.DONE) {
      progress.at("  execute: " + outcome + "; once more, in a new run");
      outcome = execute(true, nobody);
    }
    return outcome == Outcome.DONE ? Optional.empty() : Optional.of("execute: " + outcome);
  }

  @Override
  public boolean worksAlone() {
    return false;
  }

  @Override
  public Optional<Alarm> notices(Instant injected, Duration atMost, Findings findings)
      throws InterruptedException {
    return watch.until(injected, atMost);
  }

  @Override
  public Optional<Duration> repairs(
      Oracle oracle, Instant injected, boolean hopeless, Findings findings)
      throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= (hopeless ? 1 : ATTEMPTS); attempt++) {
      Optional<Outcome> outcome = execute(findings);
      progress.at("  execute " + attempt + ": " + outcome.map(Outcome::name).orElse("refused"));
      Optional<String> red = watch.red();
      if (outcome.equals(Optional.of(Outcome.DONE)) && red.isEmpty()) {
        Duration after = Duration.between(injected, time.instant());
        oracle.harm().ifPresent(findings::saidGreen);
        return Optional.of(after);
      }
      if (red.isPresent()) {
        findings.remark("after execute " + attempt + ": " + red.get());
      }
    }
    return Optional.empty();
  }

  /** What the product cannot record, it refuses with an exception that names the cause. */
  private Optional<Outcome> execute(Findings findings) throws InterruptedException {
    try {
      return Optional.of(execute(false, findings.account()));
    } catch (RuntimeException refused) {
      findings.remark(String.valueOf(refused.getMessage()));
      findings.account().refused(String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  @Override
  public boolean restores(Oracle oracle) throws IOException, InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Outcome outcome = execute(false, new Account(oracle.stack().scene()::learn, () -> {}));
      progress.at("  undone; execute: " + outcome);
      if (outcome == Outcome.DONE && oracle.harm().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** Executes the whole plan, as {@code emergency execute} would. */
  Outcome execute(boolean fresh, RunObserver observer) throws InterruptedException {
    var run =
        new ExecuteRun(
            ground.workplace(),
            ground.catalog(),
            time,
            observer,
            notice -> progress.at("  " + notice));
    ExecuteRun.Result result =
        run.run(new ExecuteRun.Request(ground.plan(), Set.of(), fresh, "drill"));
    last = Optional.of(result.state());
    return result.outcome();
  }

  /** Whether a new run has to begin, so that neither clock nor old test results disturb a fault. */
  static boolean isWorn(Ground ground, RunState state, Instant now) {
    Duration left = Duration.between(now, state.deadline());
    boolean late = left.compareTo(state.timeBox().dividedBy(2)) < 0;
    Duration half = ground.compression().results().dividedBy(2);
    return late || tested(state).plus(half).isBefore(now);
  }

  private static Instant tested(RunState state) {
    try {
      return Instant.parse(state.facts().getOrDefault(TESTED, ""));
    } catch (DateTimeParseException unknown) {
      return Instant.EPOCH;
    }
  }

  @Override
  public void close() {
    // Nothing of it goes on.
  }
}
