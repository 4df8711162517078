package io.nuwa.emergency.drill;

import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.drill.fault.Expectation;
import io.nuwa.emergency.drill.fault.Fault;
import io.nuwa.emergency.drill.fault.Trouble;
import io.nuwa.emergency.drill.scene.Containers.Seen;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.scene.SoundStack;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One fault: brought about, watched, repaired, undone. */
final class Exercise {
  /** Beyond the interval at which everything is measured again. */
  private static final Duration GRACE = Duration.ofSeconds(15);

  /** How long nothing may be said where nothing is broken. */
  private static final Duration CALM = Duration.ofSeconds(6);

  private static final int ATTEMPTS = 2;

  private final Fault fault;
  private final Scene scene;
  private final Repairs repairs;
  private final Watch watch;
  private final DrillProgress progress;
  private final List<String> remarks = new ArrayList<>();
  private Optional<String> harmAtGreen = Optional.empty();
  private int falseGreens;

  Exercise(Fault fault, Scene scene, Repairs repairs, DrillProgress progress) {
    this.fault = fault;
    this.scene = scene;
    this.repairs = repairs;
    this.watch = new Watch(scene.ground(), scene.time());
    this.progress = progress;
  }

  /**
   * Does it all. Whatever happens, the fault is undone in the end.
   *
   * @throws Fault.UnfitException when this machine cannot have the fault
   */
  Observation run() throws IOException, SQLException, InterruptedException {
    Map<String, Seen> before = scene.containers().all();
    Trouble trouble = fault.injection().inject(scene);
    try {
      return observe(trouble, before);
    } finally {
      trouble.undo();
    }
  }

  private Observation observe(Trouble trouble, Map<String, Seen> before)
      throws IOException, SQLException, InterruptedException {
    var oracle = new Oracle(trouble, new SoundStack(scene));
    Instant injected = scene.time().instant();
    boolean breaks =
        switch (fault.expectation()) {
          case Expectation.Repaired _, Expectation.GivenUp _ -> true;
          case Expectation.NoAlarm _, Expectation.Passes _ -> false;
        };
    Duration patience = breaks ? scene.ground().plan().timeBox().checkEvery().plus(GRACE) : CALM;
    Optional<Watch.Alarm> alarm = watch.until(injected, patience);
    alarm.ifPresent(a -> progress.at("  noticed after " + seconds(a.after()) + ": " + a.text()));
    Optional<String> harm = alarm.isPresent() && !breaks ? Optional.empty() : oracle.harm();
    if (alarm.isEmpty() && harm.isPresent()) {
      saidGreen(harm);
    }
    var account = new Account(scene::learn, () -> atGo(oracle));
    Optional<Duration> green = repair(oracle, account, injected);
    trouble.undo();
    boolean restored = (green.isPresent() && harmAtGreen.isEmpty()) || restore(oracle);
    return new Observation(
        harm,
        alarm.map(Watch.Alarm::after),
        account.classes(),
        account.remedies(),
        account.roles(),
        green,
        harmAtGreen,
        falseGreens,
        replaced(before),
        restored,
        remarks);
  }

  private Optional<Duration> repair(Oracle oracle, Account account, Instant injected)
      throws InterruptedException {
    boolean hopeless = fault.expectation() instanceof Expectation.GivenUp;
    for (int attempt = 1; attempt <= (hopeless ? 1 : ATTEMPTS); attempt++) {
      Optional<Outcome> outcome = execute(account);
      progress.at("  execute " + attempt + ": " + outcome.map(Outcome::name).orElse("refused"));
      Optional<String> red = watch.red();
      if (outcome.equals(Optional.of(Outcome.DONE)) && red.isEmpty()) {
        Duration after = Duration.between(injected, scene.time().instant());
        oracle.harm().ifPresent(broken -> saidGreen(Optional.of(broken)));
        return Optional.of(after);
      }
      if (red.isPresent()) {
        remarks.add("after execute " + attempt + ": " + red.get());
      }
    }
    return Optional.empty();
  }

  /** What the product cannot record, it refuses with an exception that names the cause. */
  private Optional<Outcome> execute(Account account) throws InterruptedException {
    try {
      return Optional.of(repairs.execute(false, account));
    } catch (RuntimeException refused) {
      remarks.add(String.valueOf(refused.getMessage()));
      account.refused(String.valueOf(refused.getMessage()));
      return Optional.empty();
    }
  }

  private boolean restore(Oracle oracle) throws InterruptedException {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      Outcome outcome = repairs.execute(false, new Account(scene::learn, () -> {}));
      progress.at("  undone; execute: " + outcome);
      if (outcome == Outcome.DONE && oracle.harm().isEmpty()) {
        return true;
      }
    }
    return false;
  }

  /** The journal says GO: is it true at this moment? */
  private void atGo(Oracle oracle) {
    try {
      oracle.harm().ifPresent(broken -> saidGreen(Optional.of(broken)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void saidGreen(Optional<String> broken) {
    falseGreens++;
    harmAtGreen = harmAtGreen.or(() -> broken);
  }

  private List<String> replaced(Map<String, Seen> before) throws IOException, InterruptedException {
    Map<String, Seen> now = scene.containers().all();
    return before.values().stream()
        .filter(
            seen ->
                !now.containsKey(seen.service()) || !now.get(seen.service()).id().equals(seen.id()))
        .map(Seen::service)
        .toList();
  }

  static String seconds(Duration duration) {
    return "%.1f s".formatted(duration.toMillis() / 1000.0);
  }
}
