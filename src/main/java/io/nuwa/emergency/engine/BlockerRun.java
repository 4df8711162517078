package io.nuwa.emergency.engine;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.retry.Ladder;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.StepKey;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Clears one blocker: tasks, gates, and while a gate is not green a remedy and a new measurement,
 * or another round of the tasks, within the plan's number of rounds.
 */
final class BlockerRun {
  /** Remedies that wait while the tasks have rounds of their own before them. */
  private static final Set<String> NO_TASKS = Set.of(Catalog.RUN_AGAIN);

  /** What dies again and again below it is no reason to wait for it for ever. */
  private static final int MOST_REGAINED = 3;

  private final RunContext context;
  private final Blocker blocker;
  private final StepRunner steps;
  private final Repair repair;
  private final Gates gates;
  private final LeftToPeople people;
  private int regained;

  BlockerRun(RunContext context, Blocker blocker, StepRunner steps, Repair repair) {
    this.context = context;
    this.blocker = blocker;
    this.steps = steps;
    this.repair = repair;
    this.people = new LeftToPeople(context, blocker);
    this.gates =
        new Gates(
            context.plan(),
            context.catalog(),
            (b, gate) -> context.input(new StepKey(b.id(), "gate", gate.id()), gate.timeout()));
  }

  /** Works until it is resolved or nothing is left to try. */
  boolean clear() throws InterruptedException {
    return clear(blocker.gates());
  }

  /**
   * The same, on a hint.
   *
   * @param first the gates that are measured, in this order, to see whether a resolved blocker
   *     still is
   */
  boolean clear(List<Gate> first) throws InterruptedException {
    if (people.afterTheOnlyRun()) {
      look();
      return false;
    }
    switch (standing(first)) {
      case GREEN -> {
        return true;
      }
      case LATER -> {
        return false;
      }
      case TASKS_NEEDED, ENDED -> {}
    }
    int round = state().status() == Status.IN_PROGRESS ? state().round() : 0;
    boolean goesOn = round > 0;
    if (!goesOn) {
      round = 1;
    }
    for (; round <= blocker.rounds(); round++) {
      if (!goesOn) {
        steps.beforeNewWork();
        context.recorder().note(new Event.RoundStarted(blocker.id(), round));
      }
      goesOn = false;
      Optional<Failure> failure = runTasks();
      if (failure.isPresent()) {
        return giveUp(failure.get());
      }
      Optional<Trouble> red = measureAll();
      if (red.isEmpty()) {
        return resolve();
      }
      boolean last =
          round == blocker.rounds()
              || !blocker.mayRunAgain(round + state().repairs().mostFailedRuns());
      switch (mend(red.get(), last ? NO_TASKS : Set.of())) {
        case GREEN -> {
          return true;
        }
        case TASKS_NEEDED -> {
          if (last) {
            return giveUp(red.get().failure());
          }
        }
        case LATER -> {
          return false;
        }
        case ENDED -> {
          return giveUp(red.get().failure());
        }
      }
    }
    return giveUp(Failure.of(FailureClass.UNKNOWN, roundsSpent(), ""));
  }

  /** Whether it was resolved and is so again, without its tasks. */
  private Mended standing(List<Gate> first) throws InterruptedException {
    Optional<Trouble> red = Optional.empty();
    if (state().status() == Status.RESOLVED) {
      red = reopenIfRed(first);
      if (red.isEmpty()) {
        return Mended.GREEN;
      }
    } else if (state().wasReopened()) {
      red = measureAll();
      if (red.isEmpty()) {
        resolve();
        return Mended.GREEN;
      }
    } else if (!context.waiting() && state().assigned().isPresent()) {
      // Only to see whether it still waits for a person: the tasks are there for all else.
      Instant asked = state().assigned().get().since();
      return measureAll()
              .filter(now -> people.untilDeployed(now) || people.comesBack(now, asked).isPresent())
              .isPresent()
          ? Mended.LATER
          : Mended.TASKS_NEEDED;
    }
    if (red.filter(people::untilDeployed).isPresent()) {
      giveUp(red.get().failure());
      return Mended.LATER;
    }
    Optional<Failure> vain = red.flatMap(now -> people.comesBack(now, context.time().instant()));
    if (vain.isPresent()) {
      giveUp(vain.get());
      return Mended.LATER;
    }
    return red.isPresent() && red.get().live() ? mend(red.get(), NO_TASKS) : Mended.TASKS_NEEDED;
  }

  /** How far remedies got without the tasks. */
  private enum Mended {
    GREEN,
    TASKS_NEEDED,
    LATER,
    ENDED
  }

  /** Remedy and measurement in turns, until all gates pass or the tasks have to run. */
  private Mended mend(Trouble red, Set<String> leftOut) throws InterruptedException {
    Optional<Trouble> open = Optional.of(red);
    while (open.isPresent()) {
      switch (footing()) {
        case SOUND -> {}
        case MENDED -> {
          open = measureAll();
          continue;
        }
        case BROKEN -> {
          return Mended.LATER;
        }
      }
      Ladder ladder = context.plan().ladders(blocker).of(open.get().symptom().kind());
      switch (repair.climb(open.get(), ladder, leftOut)) {
        case CHANGED -> open = measureAll();
        case TASKS_NEEDED -> {
          return Mended.TASKS_NEEDED;
        }
        case LATER -> {
          return Mended.LATER;
        }
        case ENDED -> {
          return Mended.ENDED;
        }
      }
    }
    resolve();
    return Mended.GREEN;
  }

  /** How what it stands on is, which is mended before its own ladder is climbed. */
  private Footing.Standing footing() throws InterruptedException {
    if (regained >= MOST_REGAINED) {
      return Footing.Standing.SOUND;
    }
    Footing.Standing standing = new Footing(context, blocker, steps, repair).measure();
    regained += standing == Footing.Standing.MENDED ? 1 : 0;
    return standing;
  }

  /** Measures a resolved blocker again; one red gate reopens it. */
  boolean stillGreen() throws InterruptedException {
    boolean green = reopenIfRed(blocker.gates()).isEmpty();
    context.recorder().commit();
    return green;
  }

  /** Records what was measured of it outside of this run; one red gate reopens a resolved one. */
  void take(List<Gates.Judged> measured) {
    if (measured.stream().anyMatch(this::isOutdated)) {
      return;
    }
    measured.forEach(this::record);
    Optional<Gates.Judged> red =
        measured.stream().filter(one -> one.reading().verdict() != Verdict.PASS).findFirst();
    if (red.isPresent() && state().status() == Status.RESOLVED) {
      reopen(red.get());
    } else if (red.isEmpty() && state().wasReopened() && state().allGatesPass()) {
      resolve();
    }
    context.recorder().commit();
  }

  /** Somebody has measured it since. */
  private boolean isOutdated(Gates.Judged measured) {
    Reading known = state().readings().get(measured.gate().id());
    return known != null && known.at().isAfter(measured.reading().at());
  }

  private void reopen(Gates.Judged red) {
    context
        .recorder()
        .note(new Event.BlockerReopened(blocker.id(), red.gate().id(), red.reading().text()));
  }

  /** Measures it as it stands and works on nothing; one red gate reopens a resolved one. */
  void look() throws InterruptedException {
    switch (state().status()) {
      case RESOLVED -> stillGreen();
      case IN_PROGRESS -> {
        boolean green = measureAll().isEmpty();
        if (green && state().wasReopened()) {
          resolve();
        }
      }
      case PENDING, PARTIALLY_RESOLVED, FAILED -> measureAll();
    }
  }

  /** That one is red is durable only with what the caller does about it. */
  private Optional<Trouble> reopenIfRed(List<Gate> looked) throws InterruptedException {
    for (Gate gate : looked) {
      Gates.Judged judged = measure(gate);
      if (judged.reading().verdict() != Verdict.PASS) {
        reopen(judged);
        return trouble(gate, judged);
      }
    }
    context.recorder().commit();
    return Optional.empty();
  }

  private Optional<Failure> runTasks() throws InterruptedException {
    for (Task task : blocker.tasks()) {
      for (Step step : context.catalog().steps(task, context.plan())) {
        var key = new StepKey(blocker.id(), task.id(), step.id());
        if (state().done().containsKey(key)) {
          continue;
        }
        steps.beforeNewWork();
        Optional<Failure> failure = runWithRemedies(key, step, task);
        if (failure.isPresent()) {
          return failure;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<Failure> runWithRemedies(StepKey key, Step step, Task task)
      throws InterruptedException {
    for (int attempt = 1; ; attempt++) {
      Optional<Failure> failure = steps.run(key, step, task, attempt);
      repair.judge(key, failure);
      if (failure.isEmpty()) {
        return failure;
      }
      // It ran to an end in each round before this one, and failed so often besides.
      if (!blocker.mayRunAgain(state().round() - 1 + state().repairs().failedRuns(key))) {
        return failure;
      }
      switch (footing()) {
        case SOUND -> {}
        case MENDED -> {
          continue;
        }
        case BROKEN -> {
          return failure;
        }
      }
      Ladder ladder = context.plan().ladders(blocker).of(failure.get().kind());
      if (repair.climb(Trouble.of(key, failure.get()), ladder, Set.of()) == Repair.Climb.ENDED) {
        return failure;
      }
    }
  }

  /** Measures every gate, so that the reader sees all that is wrong; returns the first cause. */
  private Optional<Trouble> measureAll() throws InterruptedException {
    Optional<Trouble> first = Optional.empty();
    for (Gate gate : blocker.gates()) {
      Gates.Judged judged = measure(gate);
      first = first.or(() -> trouble(gate, judged));
    }
    context.recorder().commit();
    return first;
  }

  private Optional<Trouble> trouble(Gate gate, Gates.Judged judged) {
    boolean live = context.catalog().isLive(gate);
    return judged.cause().map(cause -> Trouble.ofGate(blocker.id(), gate.id(), cause, live));
  }

  private Gates.Judged measure(Gate gate) throws InterruptedException {
    return record(gates.measure(blocker, gate));
  }

  private Gates.Judged record(Gates.Judged measured) {
    Gate gate = measured.gate();
    Optional<Reading> before = Optional.ofNullable(state().readings().get(gate.id()));
    Recorder recorder = context.recorder();
    Gates.Judged judged = measured.with(recorder::discreet);
    recorder.note(
        new Event.GateMeasured(
            blocker.id(),
            gate.id(),
            judged.reading(),
            judged.cause().map(recorder::note),
            recorder.keep(judged.evidence())));
    repair.judge(blocker.id(), gate, before, judged);
    return judged;
  }

  private boolean resolve() {
    context.recorder().note(new Event.BlockerResolved(blocker.id(), blocker.owner()));
    context.recorder().commit();
    return true;
  }

  /** The budget is spent: a role is asked, and all that can be seen is kept for it. */
  private boolean giveUp(Failure failure) throws InterruptedException {
    Recorder recorder = context.recorder();
    recorder.note(
        new Event.RoleAssigned(
            blocker.id(),
            context.plan().asked(blocker, failure.kind()),
            failure.kind(),
            failure.summary()));
    recorder.commit();
    recorder.note(
        new Event.DiagnosisTaken(
            blocker.id(),
            recorder.note(failure),
            recorder.keep(
                new Testimony(context.plan(), context.catalog(), context::input)
                    .of(blocker.id()))));
    recorder.note(new Event.BlockerFailed(blocker.id(), failure.summary()));
    recorder.commit();
    return false;
  }

  private String roundsSpent() {
    return "all " + blocker.rounds() + " rounds are spent";
  }

  private BlockerState state() {
    return context.state().blocker(blocker.id());
  }
}
