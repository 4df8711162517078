package io.nuwa.emergency.drill;

import io.nuwa.emergency.drill.Caretaker.Alarm;
import io.nuwa.emergency.drill.fault.Expectation;
import io.nuwa.emergency.drill.fault.Fault;
import io.nuwa.emergency.drill.fault.Trouble;
import io.nuwa.emergency.drill.scene.Containers.Seen;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.scene.SoundStack;
import io.nuwa.emergency.process.Completion;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One fault: brought about, watched, repaired, undone. */
final class Exercise {
  /** Beyond the interval at which everything is measured again. */
  static final Duration GRACE = Duration.ofSeconds(15);

  /** How long nothing may be said where nothing is broken. */
  private static final Duration CALM = Duration.ofSeconds(6);

  private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

  private final Fault fault;
  private final Scene scene;
  private final Caretaker caretaker;
  private final DrillProgress progress;

  Exercise(Fault fault, Scene scene, Caretaker caretaker, DrillProgress progress) {
    this.fault = fault;
    this.scene = scene;
    this.caretaker = caretaker;
    this.progress = progress;
  }

  /**
   * Does it all. Whatever happens, the fault is undone in the end; one that was brought about by
   * half undoes itself.
   *
   * @throws Fault.UnfitException when this machine cannot have the fault
   */
  Observation run() throws IOException, SQLException, InterruptedException {
    if (caretaker.worksAlone() && fault.expectation() instanceof Expectation.Refused) {
      throw new Fault.UnfitException(
          "it lies between two commands of a user; drill it without --watch");
    }
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
    var findings = new Findings(scene, oracle);
    Instant injected = scene.time().instant();
    Duration interval = scene.ground().plan().timeBox().checkEvery().plus(GRACE);
    if (fault.expectation() instanceof Expectation.Refused refused) {
      return refused(refused.command(), trouble, oracle, injected.plus(interval));
    }
    boolean breaks =
        switch (fault.expectation()) {
          case Expectation.Repaired _,
              Expectation.GivenUp _,
              Expectation.Refused _,
              Expectation.Disbelieved _ ->
              true;
          case Expectation.NoAlarm _, Expectation.Passes _ -> false;
        };
    Duration patience = breaks ? interval : CALM;
    Optional<String> atOnce =
        caretaker.worksAlone() && breaks ? atOnce(oracle, before) : Optional.empty();
    Optional<Alarm> alarm = caretaker.notices(injected, patience, findings);
    alarm.ifPresent(a -> progress.at("  noticed after " + seconds(a.after()) + ": " + a.text()));
    Optional<String> harm =
        atOnce.isPresent()
            ? atOnce
            : alarm.isPresent() && !breaks ? Optional.empty() : oracle.harm();
    if (alarm.isEmpty()) {
      harm.ifPresent(findings::saidGreen);
    }
    boolean hopeless =
        fault.expectation() instanceof Expectation.GivenUp
            || fault.expectation() instanceof Expectation.Disbelieved;
    Optional<Duration> green = caretaker.repairs(oracle, injected, hopeless, findings);
    findings.requireSight();
    green.ifPresent(after -> progress.at("  green after " + seconds(after)));
    trouble.undo();
    boolean restored =
        (green.isPresent() && findings.harmAtGreen().isEmpty()) || caretaker.restores(oracle);
    return new Observation(
        harm,
        alarm.map(Alarm::after),
        findings.account().classes(),
        findings.account().remedies(),
        findings.account().roles(),
        green,
        findings.harmAtGreen(),
        findings.falseGreens(),
        replaced(before),
        restored,
        findings.remarks());
  }

  /** Asks as a user does, until the answer is not that all is well, or this long at least. */
  private Observation refused(List<String> command, Trouble trouble, Oracle oracle, Instant latest)
      throws IOException, SQLException, InterruptedException {
    Instant begin = scene.time().instant();
    Optional<String> harm = oracle.harm();
    Completion answer = scene.program().run(scene.ground(), command);
    while (answer.exitCode() == 0 && scene.time().instant().isBefore(latest)) {
      scene.time().pause(BETWEEN_QUESTIONS);
      answer = scene.program().run(scene.ground(), command);
    }
    progress.at("  it ended with " + answer.exitCode() + ": " + firstLine(answer));
    Optional<Duration> refused =
        answer.exitCode() == 0
            ? Optional.empty()
            : Optional.of(Duration.between(begin, scene.time().instant()));
    boolean believed = refused.isEmpty() && harm.isPresent();
    trouble.undo();
    boolean restored = caretaker.restores(oracle);
    return new Observation(
        harm,
        refused,
        Set.of(),
        List.of(),
        Set.of(),
        Optional.empty(),
        believed ? harm : Optional.empty(),
        believed ? 1 : 0,
        List.of(),
        restored,
        List.of());
  }

  private static String firstLine(Completion answer) {
    return answer.stderr().lines().findFirst().orElse("");
  }

  /** Who mends faster than we look leaves another process behind. */
  private Optional<String> atOnce(Oracle oracle, Map<String, Seen> before)
      throws IOException, InterruptedException {
    Optional<String> harm = oracle.harm();
    if (harm.isPresent()) {
      return harm;
    }
    Map<String, Seen> now = scene.containers().all();
    return before.values().stream()
        .filter(seen -> now.containsKey(seen.service()))
        .filter(seen -> now.get(seen.service()).pid() != seen.pid())
        .map(seen -> "process " + seen.pid() + " of " + seen.service() + " is no more")
        .findFirst();
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
