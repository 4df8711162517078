package io.nuwa.emergency.control;

import io.nuwa.emergency.control.DiagnosisCase.Testimony;
import io.nuwa.emergency.engine.Gates;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.memory.EvidenceStore;
import io.nuwa.emergency.memory.MemoryException;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Role;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.FailureNote;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.Time;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Collects what a diagnosis is written from. Reads only: it takes no lock and records nothing, so
 * that it may be asked while a run is at work, and without any run.
 */
public final class TakeDiagnosis {
  private final Workplace workplace;
  private final Catalog catalog;
  private final Time time;
  private final EvidenceStore store;

  public TakeDiagnosis(Workplace workplace, Catalog catalog, Time time) {
    this.workplace = workplace;
    this.catalog = catalog;
    this.time = time;
    this.store = new EvidenceStore(workplace.memory());
  }

  /** The case of a blocker that was given up, from the journal and the evidence alone. */
  public DiagnosisCase recorded(Plan plan, Event.DiagnosisTaken taken, Instant at) {
    RunHistory history = KeptEntries.of(workplace.memory().journal());
    List<Testimony> testimony =
        taken.testimony().stream().map(ref -> new Testimony(ref.name(), kept(ref))).toList();
    String text = text(history, taken.blocker(), taken.failure()).orElse("");
    var seen = new Seen(at, Optional.of(taken.failure()), text, List.of());
    return build(plan, taken.blocker(), history, seen, testimony);
  }

  /**
   * Looks at the system now.
   *
   * @param selected blocker ids; empty for all
   */
  public List<DiagnosisCase> now(Plan plan, Set<String> selected) throws InterruptedException {
    RunHistory history = KeptEntries.of(workplace.memory().journal());
    var verify = new VerifyGates(workplace, catalog, time);
    Values values = verify.values(plan);
    List<Testimony> testimony =
        new io.nuwa.emergency.engine.Testimony(
                plan,
                catalog,
                (step, limit) ->
                    new StepInput(
                        "look", values, time.instant().plus(limit), time, Progress.SILENT))
            .of("look").stream().map(e -> new Testimony(e.name(), e.text())).toList();
    var cases = new ArrayList<DiagnosisCase>();
    for (Blocker blocker : plan.blockers()) {
      if (selected.isEmpty() || selected.contains(blocker.id())) {
        cases.add(
            build(plan, blocker.id(), history, seen(verify, plan, blocker, history), testimony));
      }
    }
    return cases;
  }

  /**
   * What a case says of the failure and the gates.
   *
   * @param text in which the failure was recognised; may be empty
   * @param gates as they were measured for it; empty when they were not
   */
  private record Seen(
      Instant at, Optional<FailureNote> failure, String text, List<StatusView.GateView> gates) {}

  /** The cause that a gate shows now; if there is none, what failed last in a blocker given up. */
  private Seen seen(VerifyGates verify, Plan plan, Blocker blocker, RunHistory history)
      throws InterruptedException {
    List<Gates.Judged> judged = verify.judge(plan, blocker);
    List<StatusView.GateView> gates = judged.stream().map(VerifyGates::view).toList();
    Optional<Failure> cause = judged.stream().flatMap(one -> one.cause().stream()).findFirst();
    Instant now = time.instant();
    if (cause.isPresent() && !cause.get().summary().isBlank()) {
      Failure live = cause.get();
      var note = new FailureNote(live.kind(), live.summary(), live.details(), Optional.empty());
      return new Seen(now, Optional.of(note), live.evidence(), gates);
    }
    List<FailureNote> earlier = failures(history.reading().entries(), blocker.id());
    Optional<FailureNote> last =
        earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.getLast());
    String text = last.flatMap(note -> text(history, blocker.id(), note)).orElse("");
    return new Seen(now, last, text, gates);
  }

  private DiagnosisCase build(
      Plan plan, String blocker, RunHistory history, Seen seen, List<Testimony> testimony) {
    Redaction redaction = workplace.redaction(plan);
    Optional<RunState> run = history.state();
    Optional<BlockerState> known = run.map(state -> state.blockers().get(blocker));
    Optional<Blocker> planned =
        plan.blockers().stream().filter(one -> one.id().equals(blocker)).findFirst();
    String asked = known.map(BlockerState::asked).or(() -> planned.map(Blocker::owner)).orElse("");
    return new DiagnosisCase(
        blocker,
        planned.map(Blocker::title).or(() -> known.map(b -> b.outline().title())).orElse(""),
        asked,
        plan.roles().stream()
            .filter(role -> role.id().equals(asked))
            .map(Role::duty)
            .findFirst()
            .orElse(""),
        plan.name(),
        run.map(RunState::run),
        known.map(BlockerState::status).orElse(Status.PENDING),
        seen.at(),
        !seen.gates().isEmpty(),
        seen.failure(),
        run.map(RunState::facts).orElseGet(() -> RunDoor.facts(plan)),
        seen.gates().isEmpty()
            ? known.map(TakeDiagnosis::lastReadings).orElse(List.of())
            : seen.gates(),
        known.isPresent() ? history.reading().entries() : List.of(),
        seen.text(),
        testimony,
        redaction);
  }

  private static List<StatusView.GateView> lastReadings(BlockerState blocker) {
    return blocker.outline().gates().stream()
        .filter(gate -> blocker.readings().containsKey(gate.id()))
        .map(gate -> ReadStatus.measured(gate, blocker.readings().get(gate.id())))
        .toList();
  }

  private String kept(EvidenceRef reference) {
    try {
      return store.text(reference).orElse("not kept any more as it was\n");
    } catch (MemoryException e) {
      return e.getMessage() + "\n";
    }
  }

  /** A failure is told without its text when that cannot be read. */
  private Optional<String> readable(EvidenceRef reference) {
    try {
      return store.text(reference);
    } catch (MemoryException e) {
      return Optional.empty();
    }
  }

  /** The text of the failure, or of the last one of its class that kept one. */
  private Optional<String> text(RunHistory history, String blocker, FailureNote note) {
    return note.evidence()
        .or(
            () ->
                failures(history.reading().entries(), blocker).stream()
                    .filter(one -> one.kind() == note.kind())
                    .flatMap(one -> one.evidence().stream())
                    .reduce((first, last) -> last))
        .flatMap(this::readable);
  }

  /** Those since the blocker was last resolved. */
  private static List<FailureNote> failures(List<Entry> entries, String blocker) {
    var failures = new ArrayList<FailureNote>();
    for (Entry entry : entries) {
      if (entry.event() instanceof Event.StepFailed e && e.step().blocker().equals(blocker)) {
        failures.add(e.failure());
      } else if (entry.event() instanceof Event.GateMeasured e && e.blocker().equals(blocker)) {
        e.cause().ifPresent(failures::add);
      } else if (entry.event() instanceof Event.BlockerResolved e && e.blocker().equals(blocker)) {
        failures.clear();
      }
    }
    return failures;
  }
}
