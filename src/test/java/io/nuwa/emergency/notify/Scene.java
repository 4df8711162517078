package io.nuwa.emergency.notify;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.notify.ledger.Outbox;
import io.nuwa.emergency.notify.message.Post;
import io.nuwa.emergency.notify.message.Wording;
import io.nuwa.emergency.plan.Alerting;
import io.nuwa.emergency.plan.Checkpoint;
import io.nuwa.emergency.plan.Expectation;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Role;
import io.nuwa.emergency.plan.Severity;
import io.nuwa.emergency.plan.TimeBox;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.plan.Webhook;
import io.nuwa.emergency.retry.Ladders;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.CheckpointOutline;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.PlanClock;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RiskStanding;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.time.TickedTime;
import io.nuwa.emergency.time.Time;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** A run of three blockers whose state goes on as events say, on a ticked clock. */
final class Scene {
  static final Instant START = Instant.parse("2026-01-05T20:00:00Z");
  static final Duration CHECK = Duration.ofHours(6);

  final TickedTime time = new TickedTime(START);
  final List<String> notices = new CopyOnWriteArrayList<>();
  final Path home;
  private final Map<String, String> secrets;
  RunState state;

  Scene(Path home) {
    this(home, Map.of(), Map.of());
  }

  Scene(Path home, Map<String, String> facts, Map<String, String> secrets) {
    this.home = home;
    this.secrets = secrets;
    this.state = begun("week-2-1", facts);
  }

  /** Another run begins in the same home. */
  Scene fresh(String run) {
    state = begun(run, state.facts());
    return this;
  }

  /** The plan is changed: from now on it has these blockers, and neither checkpoint nor risk. */
  Scene isReplanned(String... blockers) {
    return happens(
        new Event.PlanAdopted(
            "digest of " + String.join(",", blockers),
            "Week-2",
            Duration.ofHours(48),
            CHECK,
            Stream.of(blockers).map(Scene::outline).toList(),
            Map.of()));
  }

  Scene isJudged(String risk, RiskStanding standing, String text) {
    return happens(new Event.RiskJudged(risk, "failures", Severity.RED, standing, text));
  }

  private static PlanClock clock() {
    return new PlanClock(
        List.of(),
        List.of(
            new CheckpointOutline(
                "6h",
                Duration.ofHours(6),
                CheckpointOutline.Expects.TASKS_RUN,
                List.of("B-1"),
                "",
                "",
                Severity.YELLOW)),
        List.of(),
        List.of(),
        List.of("ratio"));
  }

  private RunState begun(String run, Map<String, String> facts) {
    return RunState.begin(
        new Entry(
            1,
            time.instant(),
            new Event.RunStarted(
                run,
                "week-2",
                "digest",
                "Week-2 紧急执行系统",
                Duration.ofHours(48),
                CHECK,
                List.of(outline("B-1"), outline("B-2"), outline("B-3")),
                facts,
                clock())));
  }

  private static BlockerOutline outline(String id) {
    return new BlockerOutline(
        id, "title of " + id, "FrontEndBot", List.of(new BlockerOutline.GateOutline("g", "g")));
  }

  Scene happens(Event... events) {
    for (Event event : events) {
      state = state.after(new Entry(state.sequence() + 1, time.instant(), event));
    }
    return this;
  }

  /** Work on a blocker begins; it ends with {@link #isGivenUp} or {@link #isResolved}. */
  Scene isTried(String blocker) {
    return happens(new Event.RoundStarted(blocker, 1));
  }

  Scene isGivenUp(String blocker, String role) {
    return happens(
        new Event.RoleAssigned(blocker, role, FailureClass.PORT_IN_USE, "port 8000 is held"),
        new Event.DiagnosisTaken(
            blocker,
            new FailureNote(
                FailureClass.PORT_IN_USE, "port 8000 is held", Map.of(), Optional.empty()),
            List.of()),
        new Event.BlockerFailed(blocker, "port 8000 is held"));
  }

  Scene fails(String blocker) {
    return isTried(blocker).isGivenUp(blocker, "FrontEndBot");
  }

  Scene isResolved(String blocker) {
    return happens(
        new Event.GateMeasured(
            blocker,
            "g",
            new Reading(Verdict.PASS, OptionalDouble.of(1), "", time.instant()),
            Optional.empty(),
            List.of()),
        new Event.BlockerResolved(blocker, "FrontEndBot"));
  }

  Scene recovers(String blocker) {
    return isTried(blocker).isResolved(blocker);
  }

  Scene isDecided(Decision decision) {
    return happens(new Event.DecisionMade(decision, List.of("it is late")));
  }

  Scene misses(String checkpoint, Severity severity) {
    return happens(new Event.CheckpointReached(checkpoint, false, severity, "not resolved"));
  }

  static Webhook webhook(String id) {
    return new Webhook(
        id,
        Webhook.Form.JSON,
        "http://127.0.0.1/" + id,
        Optional.empty(),
        Set.of(),
        Severity.YELLOW);
  }

  static Alerting webhooks(Webhook... webhooks) {
    return new Alerting(Optional.empty(), List.of(webhooks), Optional.empty());
  }

  static Alerting alertmanager(String address) {
    return new Alerting(Optional.of(address), List.of(), Optional.empty());
  }

  static Plan plan(Alerting alerting) {
    return new Plan(
            "week-2",
            "Week-2",
            "plan.yaml",
            "digest",
            new TimeBox(
                Duration.ofHours(48),
                CHECK,
                List.of(),
                List.of(
                    new Checkpoint(
                        "6h",
                        Duration.ofHours(6),
                        new Expectation.TasksRun(List.of("B-1")),
                        Severity.YELLOW))),
            Optional.empty(),
            Map.of(),
            List.of(
                new Role("NuWa", "", List.of(), Set.of(), true),
                new Role("FrontEndBot", "", List.of()),
                new Role("SchemaSage", "", List.of())),
            List.of(),
            Ladders.NONE,
            List.of())
        .with(alerting);
  }

  Setting setting(Alerting alerting) {
    return setting(alerting, time);
  }

  Setting setting(Alerting alerting, Time clock) {
    return new Setting(
        plan(alerting), home, clock, Wording.EN, f -> new Values(f, secrets), notices::add);
  }

  /** A desk whose courier works while its caller waits. */
  AlertDesk desk(Alerting alerting, Post post) {
    return desk(alerting, Outbox.atomically(), post);
  }

  AlertDesk desk(Alerting alerting, Outbox.Pen pen, Post post) {
    return new AlertDesk(setting(alerting), pen, post, Runnable::run);
  }
}
