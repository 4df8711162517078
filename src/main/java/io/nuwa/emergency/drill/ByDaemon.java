package io.nuwa.emergency.drill;

import io.nuwa.emergency.drill.daemon.Daemon;
import io.nuwa.emergency.drill.daemon.JournalTail;
import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.drill.scene.OwnProgram;
import io.nuwa.emergency.drill.scene.Scene;
import io.nuwa.emergency.drill.scene.SoundStack;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.time.Time;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Leaves all of it to a daemon that watches, and reads what it records. {@code execute} is run only
 * to make the stack before the daemon begins, never while it watches.
 */
final class ByDaemon implements Caretaker {
  private static final Duration BETWEEN = Duration.ofMillis(100);

  /** A ladder with every pause of it, and the next whole look, which tries again. */
  private static final Duration LONGEST_REPAIR = Duration.ofMinutes(5);

  private static final Duration LONGEST_CALM = Duration.ofMinutes(4);

  private static final String NO_SPACE = "no space left";

  private final Ground ground;
  private final Time time;
  private final DrillProgress progress;
  private final OwnProgram program;
  private final ByExecute maker;
  private final JournalTail tail;
  private Optional<Daemon> daemon = Optional.empty();
  private List<String> refusals = List.of();

  /**
   * Prepares; nothing runs yet.
   *
   * @param program this program
   */
  ByDaemon(Ground ground, Time time, DrillProgress progress, OwnProgram program) {
    this.ground = ground;
    this.time = time;
    this.progress = progress;
    this.program = program;
    this.maker = new ByExecute(ground, time, progress);
    this.tail = new JournalTail(ground, time);
  }

  @Override
  public Optional<String> getReady(Scene scene) throws IOException, InterruptedException {
    boolean goesOn = daemon.filter(one -> one.ended().isEmpty()).isPresent();
    if (goesOn && !isWorn() && calm(scene, new SoundStack(scene)::harm, LONGEST_CALM)) {
      return Optional.empty();
    }
    close();
    Optional<String> red = maker.getReady(scene, true);
    if (red.isPresent()) {
      return red;
    }
    take(scene);
    progress.at("starting a watch, and waiting for it to say GO");
    daemon = Optional.of(Daemon.start(ground, program));
    if (!begins()) {
      return Optional.of("the daemon had no look; see logs/monitor.log and logs/daemon.out");
    }
    return calm(scene, new SoundStack(scene)::harm, LONGEST_CALM)
        ? Optional.empty()
        : Optional.of("the daemon does not find it green");
  }

  /** Whether its first whole look has begun. */
  private boolean begins() throws IOException, InterruptedException {
    Instant end = time.instant().plus(LONGEST_CALM);
    while (time.instant().isBefore(end) && lives()) {
      if (tail.news().stream().anyMatch(entry -> entry.event() instanceof Event.RunResumed)) {
        return true;
      }
      time.pause(BETWEEN);
    }
    return false;
  }

  private boolean isWorn() {
    tail.news();
    return tail.state().map(state -> ByExecute.isWorn(ground, state, time.instant())).orElse(true);
  }

  private boolean lives() {
    return daemon.filter(one -> one.ended().isEmpty()).isPresent();
  }

  /** Something that looks. */
  private interface Look {
    Optional<String> harm() throws IOException, InterruptedException;
  }

  /**
   * Whether a whole look says GO, nobody is at work, and nothing is broken, within this time. A
   * fault begins and ends in calm, so that what follows is of that fault.
   */
  private boolean calm(Scene scene, Look look, Duration atMost)
      throws IOException, InterruptedException {
    Instant end = time.instant().plus(atMost);
    while (lives()) {
      take(scene);
      boolean go =
          tail.state().filter(s -> s.allResolved() && s.decision() == Decision.GO).isPresent();
      if (go && !tail.isBusy() && look.harm().isEmpty() && tail.news().isEmpty()) {
        return true;
      }
      if (time.instant().isAfter(end)) {
        return false;
      }
      time.pause(BETWEEN);
    }
    return false;
  }

  /** Takes in what was recorded; nobody is asked about it. */
  private void take(Scene scene) throws IOException {
    tail.news();
    tail.notices();
    tail.state().map(RunState::facts).ifPresent(scene::learn);
  }

  @Override
  public boolean worksAlone() {
    return true;
  }

  @Override
  public Optional<Alarm> notices(Instant injected, Duration atMost, Findings findings)
      throws IOException, InterruptedException {
    Duration patience = atMost.plus(Daemon.INTERVAL);
    while (true) {
      Optional<Alarm> alarm = Alarms.first(read(findings), injected).or(() -> refused(injected));
      boolean late = Duration.between(injected, time.instant()).compareTo(patience) >= 0;
      if (alarm.isPresent() || late || !lives()) {
        return alarm;
      }
      time.pause(BETWEEN);
    }
  }

  /** A disk that is full lets nothing be recorded; the watch's own log lies elsewhere. */
  private Optional<Alarm> refused(Instant injected) {
    return refusals.stream()
        .findFirst()
        .map(line -> new Alarm(Duration.between(injected, time.instant()), line));
  }

  @Override
  public Optional<Duration> repairs(
      Oracle oracle, Instant injected, boolean hopeless, Findings findings)
      throws IOException, InterruptedException {
    Instant end = time.instant().plus(LONGEST_REPAIR);
    Optional<Instant> saysGreen = Optional.empty();
    while (time.instant().isBefore(end) && lives()) {
      read(findings);
      boolean resolved = tail.state().filter(RunState::allResolved).isPresent();
      if (resolved && refusals.isEmpty()) {
        Optional<String> harm = oracle.harm();
        if (harm.isEmpty()) {
          return Optional.of(Alarms.since(injected, time.instant()));
        }
        saysGreen = saysGreen.or(() -> Optional.of(time.instant()));
        if (saysGreen.get().plus(Daemon.INTERVAL).plus(Exercise.GRACE).isBefore(time.instant())) {
          findings.saidGreen(harm.get());
          return Optional.empty();
        }
      } else {
        saysGreen = Optional.empty();
      }
      boolean asked = !findings.account().roles().isEmpty() || !refusals.isEmpty();
      if (hopeless && asked && !tail.isBusy()) {
        progress.at("  given up: asked " + findings.account().roles());
        return Optional.empty();
      }
      time.pause(BETWEEN);
    }
    daemon.flatMap(Daemon::ended).ifPresent(code -> findings.remark("the daemon ended: " + code));
    tail.state()
        .ifPresent(
            state -> findings.remark("it says " + state.decision().id() + " " + state.reasons()));
    return Optional.empty();
  }

  /** Takes down what was recorded since the last time. */
  private List<Entry> read(Findings findings) throws IOException {
    List<Entry> news = tail.news();
    for (Entry entry : news) {
      findings.account().recorded(entry, tail.state().orElseThrow());
    }
    var fresh = new ArrayList<>(refusals);
    for (String line : tail.notices()) {
      progress.at("  " + line);
      if (line.toLowerCase(Locale.ROOT).contains(NO_SPACE)) {
        findings.account().refused(line);
        fresh.add(line);
      }
    }
    refusals = List.copyOf(fresh);
    return news;
  }

  @Override
  public boolean restores(Oracle oracle) throws IOException, InterruptedException {
    refusals = List.of();
    boolean calm = calm(oracle.stack().scene(), oracle::harm, LONGEST_REPAIR);
    progress.at(
        "  undone; " + (calm ? "green again by the daemon" : "the daemon does not mend it"));
    return calm;
  }

  @Override
  public void close() throws IOException {
    if (daemon.isPresent()) {
      daemon.get().close();
      daemon = Optional.empty();
    }
  }

  /** What entries say of the moment at which a fault was noticed. */
  static final class Alarms {
    private Alarms() {}

    /** The first gate that did not pass, or blocker that was reopened. */
    static Optional<Alarm> first(List<Entry> entries, Instant injected) {
      for (Entry entry : entries) {
        // Other events do not say that something is wrong.
        if (entry.event() instanceof Event.GateMeasured measured
            && measured.reading().verdict() != Verdict.PASS) {
          return Optional.of(
              new Alarm(
                  since(injected, entry.at()),
                  measured.blocker() + "/" + measured.gate() + ": " + measured.reading().text()));
        } else if (entry.event() instanceof Event.BlockerReopened reopened) {
          return Optional.of(
              new Alarm(
                  since(injected, entry.at()),
                  reopened.blocker() + "/" + reopened.gate() + ": " + reopened.reason()));
        }
      }
      return Optional.empty();
    }

    /** A watch may be quicker than the hand that breaks. */
    static Duration since(Instant injected, Instant at) {
      return at.isBefore(injected) ? Duration.ZERO : Duration.between(injected, at);
    }
  }
}
