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
import io.nuwa.emergency.run.Reading;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.Time;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
    Map<String, List<Gates.Judged>> measured = judgeAll(plan);
    return shown(new ReadStatus(workplace, time).read(() -> RunOutline.of(plan)), measured);
  }

  /** Measures every gate of the plan, by blocker. */
  Map<String, List<Gates.Judged>> judgeAll(Plan plan) throws InterruptedException {
    var measured = new LinkedHashMap<String, List<Gates.Judged>>();
    for (Blocker blocker : plan.blockers()) {
      measured.put(blocker.id(), judge(plan, blocker));
    }
    return measured;
  }

  /** What these measurements leave of what was known before. */
  StatusView shown(StatusView before, Map<String, List<Gates.Judged>> measured) {
    var blockers = new ArrayList<BlockerView>();
    for (BlockerView known : before.blockers()) {
      List<Gates.Judged> now = measured.get(known.id());
      // What this plan does not have was not measured, whatever is known of it.
      blockers.add(now == null ? known.with(known.gates(), false) : measured(known, now));
    }
    return Doubts.decided(before.justMeasured(time.instant()), blockers);
  }

  private static BlockerView measured(BlockerView known, List<Gates.Judged> now) {
    List<GateView> gates = now.stream().map(VerifyGates::view).toList();
    return known.with(gates, known.verified() && gates.stream().allMatch(ReadStatus::passes));
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
}
