package io.nuwa.emergency.report.story;

import io.nuwa.emergency.control.ReportCase;
import io.nuwa.emergency.control.StatusView.BlockerView;
import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Gate;
import io.nuwa.emergency.report.EventLine;
import io.nuwa.emergency.run.BlockerState;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A run as it is told afterwards. Every text has gone through the redaction.
 *
 * @param title of the plan
 * @param milestones the checkpoints of the time box
 * @param blockers in the order of the plan
 * @param moments the turns of the run, in order
 * @param reasons for the decision
 * @param warnings what the reader should know
 * @param lastAt when the last entry was recorded; when this was collected where there is none
 */
public record RunStory(
    ReportCase source,
    String title,
    List<Milestone> milestones,
    List<BlockerStory> blockers,
    List<Moment> moments,
    List<String> reasons,
    List<String> warnings,
    Instant lastAt) {
  public RunStory {
    milestones = List.copyOf(milestones);
    blockers = List.copyOf(blockers);
    moments = List.copyOf(moments);
    reasons = List.copyOf(reasons);
    warnings = List.copyOf(warnings);
  }

  /**
   * A turn of the run.
   *
   * @param blocker that it is about; empty when it is about the run
   */
  public record Moment(long sequence, Instant at, Optional<String> blocker, String text) {}

  /** Tells it. */
  public static RunStory of(ReportCase one) {
    UnaryOperator<String> hide = one.redaction()::hide;
    var tellers = new LinkedHashMap<String, BlockerTeller>();
    one.view().blockers().forEach(b -> tellers.put(b.id(), new BlockerTeller(hide)));
    var moments = new ArrayList<Moment>();
    for (Entry entry : one.entries()) {
      Optional<String> owner = EventLine.blocker(entry.event());
      owner.map(tellers::get).ifPresent(teller -> teller.tell(entry));
      if (isTurn(entry.event())) {
        moments.add(
            new Moment(
                entry.sequence(), entry.at(), owner, hide.apply(EventLine.of(entry.event()))));
      }
    }
    return new RunStory(
        one,
        hide.apply(one.view().title()),
        Milestones.of(one, hide),
        one.view().blockers().stream().map(b -> story(one, b, tellers.get(b.id()), hide)).toList(),
        moments,
        one.view().reasons().stream().map(hide).toList(),
        warnings(one, hide),
        one.entries().isEmpty() ? one.takenAt() : one.entries().getLast().at());
  }

  private static boolean isTurn(Event event) {
    return switch (event) {
      case Event.RunStarted e -> true;
      case Event.PlanAdopted e -> true;
      case Event.RunResumed e -> true;
      case Event.RunStopped e -> true;
      case Event.BlockerResolved e -> true;
      case Event.BlockerReopened e -> true;
      case Event.BlockerFailed e -> true;
      case Event.RoleAssigned e -> true;
      case Event.CheckpointReached e -> true;
      case Event.RiskJudged e -> true;
      case Event.GuardActed e -> true;
      case Event.DecisionMade e -> true;
      case Event.RoundStarted e -> false;
      case Event.StepStarted e -> false;
      case Event.StepSucceeded e -> e.step().followsDecision();
      case Event.StepSkipped e -> e.step().followsDecision();
      case Event.StepFailed e -> e.step().followsDecision();
      case Event.RemedyTried e -> false;
      case Event.RemedyJudged e -> false;
      case Event.GateMeasured e -> false;
      case Event.DiagnosisTaken e -> false;
    };
  }

  private static List<String> warnings(ReportCase one, UnaryOperator<String> hide) {
    var warnings = new ArrayList<>(one.view().warnings().stream().map(hide).toList());
    if (one.planChanged()) {
      warnings.add(
          "the plan "
              + one.plan().source()
              + " was changed since the run took it up: thresholds, phases and checkpoints are"
              + " shown as it reads now");
    }
    return warnings;
  }

  private static BlockerStory story(
      ReportCase one, BlockerView view, BlockerTeller teller, UnaryOperator<String> hide) {
    Optional<BlockerState> state = one.state().map(run -> run.blockers().get(view.id()));
    Optional<Blocker> planned = one.plan().blocker(view.id());
    return new BlockerStory(
        hidden(view, hide),
        state
            .flatMap(BlockerState::assigned)
            .map(a -> new BlockerStory.Assigned(a.role(), a.kind().id())),
        teller.rounds(one.view().runningPid().isPresent()),
        teller.remedies(),
        teller.stretches(),
        view.gates().stream()
            .map(gate -> gate(gate, planned.flatMap(b -> find(b, gate.id())), teller, hide))
            .toList());
  }

  private static Optional<Gate> find(Blocker blocker, String id) {
    return blocker.gates().stream().filter(gate -> gate.id().equals(id)).findFirst();
  }

  private static GateStory gate(
      GateView view, Optional<Gate> planned, BlockerTeller teller, UnaryOperator<String> hide) {
    return new GateStory(
        view.id(),
        hide.apply(view.title()),
        planned.map(Gate::success),
        planned.map(Gate::alert),
        teller.marks(view.id()));
  }

  private static BlockerView hidden(BlockerView view, UnaryOperator<String> hide) {
    return new BlockerView(
        view.id(),
        hide.apply(view.title()),
        view.owner(),
        view.status(),
        view.verified(),
        view.claimed(),
        view.resolvedAt(),
        view.resolvedBy(),
        view.round(),
        hide.apply(view.note()),
        view.doing(),
        view.gates().stream()
            .map(
                gate ->
                    new GateView(
                        gate.id(),
                        hide.apply(gate.title()),
                        gate.verdict(),
                        gate.value(),
                        hide.apply(gate.text()),
                        gate.measuredAt()))
            .toList());
  }
}
