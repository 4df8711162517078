package io.nuwa.emergency.monitor;

import io.nuwa.emergency.control.KeepWatch;
import io.nuwa.emergency.control.Looks;
import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.memory.MemoryFolder;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.ScriptedFeature;
import io.nuwa.emergency.step.Sighting;
import io.nuwa.emergency.time.TickedTime;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * A watch on a scripted feature and a ticked clock: whoever waits for a message lets time pass. Two
 * blockers with a task and a gate of their own name, which passes at 1; checkpoints at 6, 18, 36
 * and 48 h.
 */
final class Vigil {
  static final String PLAN =
      """
      plan: vigil
      title: Vigil
      time-box:
        length: 48h
        check-every: 6h
        checkpoints:
          - {id: 6h, at: 6h, expect: tasks-run, blockers: [A, B], otherwise: yellow}
          - {id: 18h, at: 18h, expect: resolved, blockers: [A, B], otherwise: red}
          - {id: 36h, at: 36h, expect: resolved, blockers: [A, B], otherwise: yellow}
          - {id: 48h, at: 48h, expect: resolved, blockers: [A, B], otherwise: critical}
      roles: [{id: NuWa}]
      guards: {disk: off, memory: off, cpu: off}
      blockers:
        - id: A
          owner: NuWa
          tasks: [{id: a, kind: scripted}]
          gates: [{id: a, probe: scripted, success: "== 1", alert: "< 1"}]
        - id: B
          owner: NuWa
          tasks: [{id: b, kind: scripted}]
          gates: [{id: b, probe: scripted, success: "== 1", alert: "< 1"}]
      ladders: {unknown: [], not-ready: [{remedy: mend, budget: 2}]}
      """;

  final ScriptedFeature feature = new ScriptedFeature();
  final TickedTime time = TickedTime.at("2026-01-05T20:00:00Z");
  final Heartbeat heartbeat = new Heartbeat(time);
  final List<String> notices = new ArrayList<>();
  final List<Look> looks = new ArrayList<>();
  final MemoryFolder memory;
  private final Deque<Message> messages = new ArrayDeque<>();
  private final Map<Instant, Message> later = new TreeMap<>();
  private final KeepWatch keeper;
  private final Watch watch;
  private String text;

  Vigil(Path home) {
    this(home, PLAN);
  }

  Vigil(Path home, String text) {
    this(home, text, true, looks -> looks);
  }

  Vigil(Path home, boolean mending, UnaryOperator<Looks> between) {
    this(home, PLAN, mending, between);
  }

  private Vigil(Path home, String text, boolean mending, UnaryOperator<Looks> between) {
    this.text = text;
    this.memory = new MemoryFolder(home);
    var workplace = new Workplace(home, Map.of(), "java");
    this.keeper =
        new KeepWatch(
            workplace, catalog(), time, (_, _) -> {}, notices::add, mending, "monitor", () -> {});
    this.watch =
        new Watch(
            new Watch.Parts(
                between.apply(keeper),
                this::plan,
                inbox(),
                time,
                List.of(new Noting()),
                heartbeat,
                notices::add),
            plan(),
            Optional.empty());
  }

  private Catalog catalog() {
    feature.remedy(
        "mend", _ -> new io.nuwa.emergency.step.RemedyResult.NotApplicable("not scripted"));
    return new Catalog(List.of(feature));
  }

  private Plan plan() {
    return PlanReader.read("plan.yaml", text, new Catalog(List.of(feature)).vocabulary());
  }

  void planText(String changed) {
    text = changed;
  }

  /** Somebody else has a look, by the plan as it is now. */
  void somebodyLooks() throws InterruptedException {
    new KeepWatch(
            new Workplace(memory.home(), Map.of(), "java"),
            catalog(),
            time,
            (_, _) -> {},
            notices::add,
            true,
            "execute",
            () -> {})
        .lookAtEverything(plan());
  }

  private final class Noting implements Attendant {
    @Override
    public String name() {
      return "notes";
    }

    @Override
    public void looked(Look look) {
      looks.add(look);
    }
  }

  /** Waiting for a message is what lets time pass. */
  private Inbox inbox() {
    return new Inbox() {
      @Override
      public void put(Message message) {
        messages.add(message);
      }

      @Override
      public Optional<Message> await(Duration atMost) throws InterruptedException {
        if (messages.isEmpty()) {
          Instant until = time.instant().plus(atMost);
          Optional<Instant> first =
              later.keySet().stream().filter(at -> !at.isAfter(until)).findFirst();
          time.pause(Duration.between(time.instant(), first.orElse(until)));
          first.ifPresent(at -> messages.add(later.remove(at)));
        }
        return Optional.ofNullable(messages.poll());
      }
    };
  }

  void send(Message message) {
    messages.add(message);
  }

  void sight(String subject) {
    send(new Message.Seen(Sighting.of(subject, "seen", List.of("scripted"))));
  }

  void sightAt(Duration after, String subject) {
    sendAt(after, new Message.Seen(Sighting.of(subject, "seen", List.of("scripted"))));
  }

  void sendAt(Duration after, Message message) {
    later.put(time.instant().plus(after), message);
  }

  /** Turns the loop until so much time has passed. */
  Vigil watchFor(Duration duration) throws InterruptedException {
    Instant end = time.instant().plus(duration);
    while (time.instant().isBefore(end)) {
      watch.turn();
    }
    return this;
  }

  /** The loop itself, until it ends. */
  void runOn() throws InterruptedException {
    watch.run();
  }

  void turn() throws InterruptedException {
    watch.turn();
  }

  List<Entry> entries() {
    return JournalReader.read(memory.journal()).entries();
  }

  <T extends Event> List<T> events(Class<T> kind) {
    return entries().stream().map(Entry::event).filter(kind::isInstance).map(kind::cast).toList();
  }
}
