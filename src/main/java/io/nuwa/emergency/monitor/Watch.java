package io.nuwa.emergency.monitor;

import io.nuwa.emergency.control.Looks;
import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.Sighting;
import io.nuwa.emergency.time.ForwardTime;
import io.nuwa.emergency.time.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * The loop. It looks at everything in a slow rhythm, follows sightings in between, and survives
 * whatever goes wrong in either.
 */
public final class Watch {
  /** How long it waits at most before it looks at the clock: a machine may have slept. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final Parts parts;
  private final Optional<Duration> interval;
  private final Time time;
  private final Lookouts lookouts;
  private final Pace pace = new Pace();
  private final Agenda agenda;
  private final Complaints complaints;
  private Plan plan;
  private Optional<RunState> state = Optional.empty();
  private String heeded = "";

  /**
   * What it works with.
   *
   * @param looks has them, and knows the sentinels
   * @param plans reads the plan, again whenever somebody asks for it
   * @param inbox where messages come from
   * @param time the machine's clock
   * @param attendants what follows from a look
   * @param heartbeat beats with each turn
   * @param notice is told what is no event of the run
   */
  public record Parts(
      Looks looks,
      PlanSource plans,
      Inbox inbox,
      Time time,
      List<Attendant> attendants,
      Heartbeat heartbeat,
      Consumer<String> notice) {
    public Parts {
      attendants = List.copyOf(attendants);
    }
  }

  /**
   * Prepares.
   *
   * @param interval between two full looks; empty for the plan's
   */
  public Watch(Parts parts, Plan plan, Optional<Duration> interval) {
    this.parts = parts;
    this.plan = plan;
    this.interval = interval;
    this.time = new ForwardTime(parts.time(), parts.time().instant());
    this.agenda = new Agenda(time.instant());
    this.complaints = new Complaints(parts.notice(), parts.heartbeat(), time);
    this.lookouts = new Lookouts(parts.inbox(), parts.time(), parts.notice());
  }

  /**
   * Looks at everything once.
   *
   * @throws Looks.BusyException when somebody else drives the run
   */
  public Outcome once() throws InterruptedException {
    long began = time.nanoseconds();
    Looks.Result result = parts.looks().lookAtEverything(plan);
    attend(true, result.state(), began);
    return result.outcome();
  }

  /**
   * Watches until the thread is interrupted.
   *
   * @throws ReplacedException when this process cannot go on, and a new one can
   */
  public void run() throws InterruptedException {
    try (lookouts) {
      state = refreshed();
      heeded = state.map(RunState::digest).orElse("");
      post();
      while (true) {
        survive();
      }
    }
  }

  private void post() {
    Plan watched = plan;
    try {
      lookouts.watch(parts.looks().sentinels(watched), () -> parts.looks().values(watched));
    } catch (RuntimeException | Error e) {
      parts.notice().accept("nothing watches between two looks: " + e);
    }
  }

  /** Whatever goes wrong in a turn, there is a next one, though not at once. */
  private void survive() throws InterruptedException {
    try {
      turn();
    } catch (ReplacedException | Looks.LostException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      lookSoonUnlessFailing();
      complaints.broke(e);
      parts.heartbeat().pause(AFTER_FAULT);
    }
  }

  /** One turn: a look when one is due, else a wait for what comes first. */
  void turn() throws InterruptedException {
    Instant now = time.instant();
    if (agenda.isDue(now)) {
      lookAtEverything();
      return;
    }
    List<Sighting> due = pace.take(now);
    if (!due.isEmpty()) {
      follow(due);
      return;
    }
    parts.heartbeat().turn(false);
    Optional<Message> message = parts.inbox().await(wait(now));
    if (message.isPresent()) {
      handle(message.get());
    } else {
      idle();
    }
  }

  private void idle() {
    Optional<RunState> now = heed();
    attendants(one -> one.idle(now, time.instant()));
  }

  /**
   * Reads what others have recorded. When they have the run follow another plan than before, ours
   * is read again: a look by the old one would take the run back to it.
   */
  private Optional<RunState> heed() {
    Optional<RunState> now = refreshed();
    if (now.isPresent()) {
      state = now;
      String digest = now.get().digest();
      boolean known = digest.equals(plan.digest()) || digest.equals(heeded);
      heeded = digest;
      if (!known) {
        reload();
      }
    }
    return now;
  }

  private Optional<RunState> refreshed() {
    try {
      return parts.looks().refresh();
    } catch (Looks.LostException e) {
      throw e;
    } catch (RuntimeException e) {
      lookSoonUnlessFailing();
      complaints.broke(e);
      return Optional.empty();
    }
  }

  /** Whether the watch is able to look is told by a look, not by the hour of the next one. */
  private void lookSoonUnlessFailing() {
    if (!complaints.failing()) {
      agenda.mended(time.instant());
    }
  }

  private Duration wait(Instant now) {
    Instant until = agenda.next();
    Optional<Instant> sighting = pace.next(now);
    if (sighting.isPresent() && sighting.get().isBefore(until)) {
      until = sighting.get();
    }
    Duration left = Duration.between(now, until);
    return left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
  }

  private void handle(Message message) throws InterruptedException {
    Optional<Message> next = Optional.of(message);
    while (next.isPresent()) {
      switch (next.get()) {
        case Message.Seen seen -> seen(seen.sighting());
        case Message.LookNow _ -> agenda.now(time.instant());
        case Message.ReloadPlan _ -> reload();
      }
      // What came together is followed together.
      next = parts.inbox().await(Duration.ZERO);
    }
  }

  /** What came back matters only where something is amiss. */
  private void seen(Sighting sighting) {
    attendants(one -> one.sighted(time.instant()));
    if (!sighting.hopeful()) {
      pace.seen(sighting, time.instant());
    } else if (state.filter(RunState::allResolved).isEmpty()) {
      agenda.hinted(time.instant());
    }
  }

  private void reload() {
    try {
      plan = parts.plans().load();
    } catch (RuntimeException e) {
      parts
          .notice()
          .accept("the plan was not read again, the one from before is kept: " + e.getMessage());
      return;
    }
    parts.notice().accept("the plan was read again from " + plan.source());
    post();
    attendants(one -> one.planChanged(plan));
    agenda.now(time.instant());
  }

  private void lookAtEverything() throws InterruptedException {
    parts.heartbeat().turn(true);
    long began = time.nanoseconds();
    try {
      heed();
      attendants(one -> one.beforeLook(true));
      RunState after = parts.looks().lookAtEverything(plan).state();
      complaints.calm();
      pace.lookedAtEverything();
      agenda.looked(time.instant(), after.startedAt(), every(), points(after));
      if (isUnfinished(after)) {
        agenda.hinted(time.instant());
      }
      attend(true, after, began);
    } catch (Looks.LostException e) {
      throw e;
    } catch (Looks.BusyException e) {
      complaints.busy(e);
      agenda.failed(time.instant());
    } catch (RuntimeException | Error e) {
      complaints.broke(e);
      agenda.failed(time.instant());
    }
  }

  /** Something is neither resolved nor given up: only time will tell. */
  private static boolean isUnfinished(RunState after) {
    return after.blockers().values().stream().anyMatch(one -> one.status() == Status.IN_PROGRESS);
  }

  private void follow(List<Sighting> due) throws InterruptedException {
    var kinds = due.stream().collect(Collectors.partitioningBy(one -> one.probes().isEmpty()));
    List<Sighting> slow = kinds.get(true);
    if (!slow.isEmpty()) {
      slow.forEach(this::tell);
      pace.looked(slow, false, time.instant());
      agenda.now(time.instant());
    }
    if (!kinds.get(false).isEmpty()) {
      measure(kinds.get(false));
    }
  }

  private void tell(Sighting sighting) {
    parts.notice().accept(sighting.subject() + ": " + sighting.text());
  }

  private void measure(List<Sighting> due) throws InterruptedException {
    parts.heartbeat().turn(true);
    long began = time.nanoseconds();
    try {
      heed();
      attendants(one -> one.beforeLook(false));
      RunState after = parts.looks().lookAt(plan, probes(due)).state();
      complaints.calm();
      Look look = attend(false, after, began);
      boolean found = look.foundSomething();
      pace.looked(due, found, time.instant());
      if (!after.allResolved()) {
        agenda.hinted(time.instant());
      } else if (found) {
        agenda.mended(time.instant());
        forgetAftermath(due);
      }
      if (found) {
        due.forEach(this::tell);
      }
    } catch (Looks.LostException e) {
      throw e;
    } catch (Looks.BusyException e) {
      // Whoever works on the run measures everything; and so do we when the lock is free.
      complaints.busy(e);
      pace.looked(due, false, time.instant());
      agenda.mended(time.instant());
    } catch (RuntimeException | Error e) {
      complaints.broke(e);
      pace.looked(due, false, time.instant());
      agenda.mended(time.instant());
    }
  }

  /**
   * What was said of the same subjects while it was mended, such as the engine's event of a death
   * that the kernel had told of before, is answered: all was green after it. What came later than
   * that is seen by the look a little later.
   */
  private void forgetAftermath(List<Sighting> mended) throws InterruptedException {
    Set<String> subjects = mended.stream().map(Sighting::subject).collect(Collectors.toSet());
    var others = new ArrayList<Message>();
    for (Optional<Message> next = parts.inbox().await(Duration.ZERO);
        next.isPresent();
        next = parts.inbox().await(Duration.ZERO)) {
      boolean answered =
          next.get() instanceof Message.Seen seen && subjects.contains(seen.sighting().subject());
      if (!answered) {
        others.add(next.get());
      }
    }
    others.forEach(parts.inbox()::put);
  }

  private static List<String> probes(List<Sighting> due) {
    var probes = new LinkedHashSet<String>();
    due.forEach(one -> probes.addAll(one.probes()));
    return List.copyOf(probes);
  }

  private Look attend(boolean whole, RunState after, long began) {
    Duration took = Duration.ofNanos(time.nanoseconds() - began);
    var look = new Look(plan, whole, state, after, time.instant(), took);
    state = Optional.of(after);
    heeded = after.digest();
    lookouts.looked();
    attendants(one -> one.looked(look));
    return look;
  }

  private void attendants(Consumer<Attendant> call) {
    for (Attendant one : parts.attendants()) {
      try {
        call.accept(one);
      } catch (RuntimeException | Error e) {
        parts.notice().accept("the " + one.name() + " broke, the watch goes on: " + e);
      }
    }
  }

  private Duration every() {
    return interval.orElse(plan.timeBox().checkEvery());
  }

  private Collection<Instant> points(RunState run) {
    var points = new ArrayList<Instant>();
    plan.timeBox().checkpoints().forEach(point -> points.add(run.startedAt().plus(point.at())));
    points.add(run.deadline());
    return points;
  }
}
