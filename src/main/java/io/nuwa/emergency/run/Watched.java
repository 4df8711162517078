package io.nuwa.emergency.run;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is watched beside the blockers: the clock, what work has taken, risks and guards.
 *
 * @param clock of the plan
 * @param efforts what work on each blocker has taken, by id
 * @param times of the tasks that {@link PlanClock#timed} names
 * @param risks the last judgement of each, by id
 * @param sightings of the risks that were seen and not measured to be gone since, by id
 * @param guards the last act of each, by name
 */
public record Watched(
    PlanClock clock,
    Map<String, Effort> efforts,
    Map<String, TaskTime> times,
    Map<String, Event.RiskJudged> risks,
    Map<String, RiskSighting> sightings,
    Map<String, Event.GuardActed> guards) {

  static Watched begin(PlanClock clock) {
    return new Watched(clock, Map.of(), Map.of(), Map.of(), Map.of(), Map.of());
  }

  /** What work on a blocker has taken. */
  public Effort effort(String blocker) {
    Effort effort = efforts.get(blocker);
    return effort == null ? Effort.NONE : effort;
  }

  /** What a risk was last found to be. */
  public RiskStanding risk(String id) {
    Event.RiskJudged judged = risks.get(id);
    return judged == null ? RiskStanding.UNKNOWN : judged.standing();
  }

  /** Another plan; what it does not watch any longer is forgotten. */
  Watched adopted(PlanClock changed) {
    var kept = new TreeMap<>(risks);
    kept.keySet().retainAll(changed.risks());
    var open = new TreeMap<>(sightings);
    open.keySet().retainAll(changed.risks());
    return new Watched(
        changed,
        efforts,
        times,
        Collections.unmodifiableMap(kept),
        Collections.unmodifiableMap(open),
        guards);
  }

  Watched with(String blocker, Effort effort) {
    var more = new LinkedHashMap<>(efforts);
    more.put(blocker, effort);
    return new Watched(clock, Collections.unmodifiableMap(more), times, risks, sightings, guards);
  }

  /** The tasks of this blocker begin anew with their next step. */
  Watched tasksEnded(String blocker) {
    Watched next = this;
    for (Map.Entry<String, TaskTime> time : times.entrySet()) {
      if (time.getKey().startsWith(blocker + "/")) {
        next = next.with(time.getKey(), time.getValue().ended());
      }
    }
    return next;
  }

  Watched stepBegins(StepKey step, Instant at) {
    if (clock.timed().isEmpty()) {
      return this;
    }
    String task = task(step);
    if (!clock.timed().contains(task)) {
      return this;
    }
    TaskTime time = times.get(task);
    return with(task, time == null ? TaskTime.begunAt(at) : time.stepBegins(at));
  }

  Watched stepEnds(StepKey step, Instant at) {
    if (times.isEmpty()) {
      return this;
    }
    String task = task(step);
    TaskTime time = times.get(task);
    return time == null ? this : with(task, time.stepEnds(at));
  }

  /** Nobody worked after {@code last}. */
  Watched cutOffAt(Instant last) {
    Watched next = this;
    for (Map.Entry<String, Effort> effort : efforts.entrySet()) {
      next = next.with(effort.getKey(), effort.getValue().stopsAt(last));
    }
    for (Map.Entry<String, TaskTime> time : times.entrySet()) {
      next = next.with(time.getKey(), time.getValue().cutOffAt(last));
    }
    return next;
  }

  Watched goesOnAt(Instant at) {
    Watched next = this;
    for (Map.Entry<String, Effort> effort : efforts.entrySet()) {
      next = next.with(effort.getKey(), effort.getValue().goesOnAt(at));
    }
    return next;
  }

  Watched with(Event.RiskJudged judged, Instant at) {
    var more = new TreeMap<>(risks);
    more.put(judged.risk(), judged);
    return new Watched(
        clock, efforts, times, Collections.unmodifiableMap(more), sighted(judged, at), guards);
  }

  /** Only a measurement that does not find it any longer ends a sighting. */
  private Map<String, RiskSighting> sighted(Event.RiskJudged judged, Instant at) {
    RiskSighting before = sightings.get(judged.risk());
    var more = new TreeMap<>(sightings);
    switch (judged.standing()) {
      case SEEN ->
          more.put(judged.risk(), RiskSighting.of(judged, before == null ? at : before.since()));
      case GONE -> more.remove(judged.risk());
      case UNKNOWN -> {
        if (before != null) {
          more.put(judged.risk(), before.blind(judged.text(), at));
        }
      }
    }
    return Collections.unmodifiableMap(more);
  }

  Watched with(Event.GuardActed acted) {
    var more = new TreeMap<>(guards);
    more.put(acted.guard(), acted);
    return new Watched(clock, efforts, times, risks, sightings, Collections.unmodifiableMap(more));
  }

  private Watched with(String task, TaskTime time) {
    var more = new TreeMap<>(times);
    more.put(task, time);
    return new Watched(clock, efforts, Collections.unmodifiableMap(more), risks, sightings, guards);
  }

  private static String task(StepKey step) {
    return step.blocker() + "/" + step.task();
  }
}
