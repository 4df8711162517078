package io.nuwa.emergency.control;

import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.engine.Gates;
import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.memory.RunHistory;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.BlockerOutline;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Measures every gate now and shows what it saw. Writes nothing. */
public final class VerifyGates {
  private final Workplace workplace;
  private final Catalog catalog;
  private final Time time;

  public VerifyGates(Workplace workplace, Catalog catalog, Time time) {
    this.workplace = workplace;
    this.catalog = catalog;
    this.time = time;
  }

  /**
   * The status with every gate measured just now; a blocker is verified only if all of its pass.
   */
  public StatusView verify(Plan plan) throws InterruptedException {
    StatusView before = new ReadStatus(workplace, time).read(() -> RunOutline.of(plan));
    var blockers = new ArrayList<BlockerView>();
    for (Blocker blocker : plan.blockers()) {
      Optional<BlockerView> known =
          before.blockers().stream().filter(view -> view.id().equals(blocker.id())).findFirst();
      if (known.isPresent()) {
        blockers.add(measured(known.get(), measure(plan, blocker)));
      }
    }
    return decided(before, blockers);
  }

  /** A GO that was decided earlier is not repeated while a gate reads something else now. */
  private StatusView decided(StatusView before, List<BlockerView> blockers) {
    List<String> broken =
        blockers.stream().filter(view -> !view.verified()).map(BlockerView::id).toList();
    boolean doubtful = before.decision() == Decision.GO && !broken.isEmpty();
    var warnings = new ArrayList<>(before.warnings());
    if (doubtful) {
      warnings.add("the recorded GO does not hold now: " + String.join(", ", broken));
    }
    return new StatusView(
        before.title(),
        before.run(),
        before.startedAt(),
        time.instant(),
        before.timeBox(),
        before.nextCheck(),
        blockers,
        doubtful ? Decision.UNDECIDED : before.decision(),
        doubtful ? List.of() : before.reasons(),
        before.runningPid(),
        true,
        warnings,
        before.watch(),
        before.monitor());
  }

  /** Measures the gates of one blocker. */
  public List<GateView> measure(Plan plan, Blocker blocker) throws InterruptedException {
    return judge(plan, blocker).stream().map(VerifyGates::view).toList();
  }

  /** The same with the cause for which a gate does not pass; secrets are taken out. */
  List<Gates.Judged> judge(Plan plan, Blocker blocker) throws InterruptedException {
    var judged = new ArrayList<Gates.Judged>();
    Gates measurer = gates(plan);
    Redaction redaction = workplace.redaction(plan);
    for (Gate gate : blocker.gates()) {
      Gates.Judged one = measurer.measure(blocker, gate);
      judged.add(
          new Gates.Judged(
              gate,
              discreet(one.reading(), redaction),
              one.cause().map(cause -> discreet(cause, redaction)),
              one.evidence()));
    }
    return judged;
  }

  static GateView view(Gates.Judged judged) {
    Gate gate = judged.gate();
    return ReadStatus.measured(
        new BlockerOutline.GateOutline(gate.id(), gate.title()), judged.reading());
  }

  private static Failure discreet(Failure cause, Redaction redaction) {
    return new Failure(
        cause.kind(),
        redaction.hide(cause.summary()),
        redaction.hide(cause.evidence()),
        cause.details());
  }

  private static Reading discreet(Reading reading, Redaction redaction) {
    return new Reading(
        reading.verdict(), reading.value(), redaction.hide(reading.text()), reading.at());
  }

  /** What templates stand for: the facts of the run, or the plan's when there is none. */
  Values values(Plan plan) {
    Map<String, String> facts =
        RunHistory.glance(workplace.memory().journal())
            .state()
            .map(RunState::facts)
            .orElseGet(() -> RunDoor.facts(plan));
    return new Values(facts, new Secrets(workplace.home(), plan).get()).with(workplace.local());
  }

  private Gates gates(Plan plan) {
    Values values = values(plan);
    return new Gates(
        plan,
        catalog,
        (_, gate) ->
            new StepInput(
                "look", values, time.instant().plus(gate.timeout()), time, Progress.SILENT));
  }

  private static BlockerView measured(BlockerView view, List<GateView> gates) {
    boolean green = gates.stream().allMatch(ReadStatus::passes);
    return new BlockerView(
        view.id(),
        view.title(),
        view.owner(),
        view.status(),
        view.status() == Status.RESOLVED && !view.claimed() && green,
        view.claimed(),
        view.resolvedAt(),
        view.resolvedBy(),
        view.round(),
        view.note(),
        view.doing(),
        gates);
  }
}
