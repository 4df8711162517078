package io.nuwa.emergency.control;

import io.nuwa.emergency.control.StatusView.GateView;
import io.nuwa.emergency.plan.Blocker;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Task;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.redaction.Redaction;
import io.nuwa.emergency.run.RunOutline;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Step;
import io.nuwa.emergency.time.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Measures for real and says what would be done. Changes nothing, records nothing. */
public final class DryRun {
  private final Workplace workplace;
  private final Catalog catalog;
  private final Time time;

  public DryRun(Workplace workplace, Catalog catalog, Time time) {
    this.workplace = workplace;
    this.catalog = catalog;
    this.time = time;
  }

  /**
   * What would happen to one blocker.
   *
   * @param wouldRun whether its tasks would run: it is not resolved, or a gate is not green
   * @param waitsFor open needs that were not asked for; it would be left out then
   * @param gates as measured just now
   * @param intents what each step would do, in order
   */
  public record Intent(
      Blocker blocker,
      boolean wouldRun,
      List<String> waitsFor,
      List<GateView> gates,
      List<String> intents) {
    public Intent {
      waitsFor = List.copyOf(waitsFor);
      gates = List.copyOf(gates);
      intents = List.copyOf(intents);
    }
  }

  /** Looks at the selected blockers; empty for all. */
  public List<Intent> look(Plan plan, Set<String> selected) throws InterruptedException {
    StatusView status = new ReadStatus(workplace, time).read(() -> RunOutline.of(plan));
    var verify = new VerifyGates(workplace, catalog, time);
    Values values = verify.values(plan);
    Needs needs = Needs.of(plan, status);
    var intents = new ArrayList<Intent>();
    for (Blocker blocker : plan.blockers()) {
      if (selected.isEmpty() || selected.contains(blocker.id())) {
        List<GateView> gates = verify.measure(plan, blocker);
        boolean resolved =
            status.blockers().stream()
                .anyMatch(view -> view.id().equals(blocker.id()) && view.verified());
        boolean open = !resolved || !gates.stream().allMatch(ReadStatus::passes);
        List<String> waitsFor = open ? needs.openFor(blocker, selected) : List.of();
        boolean wouldRun = open && waitsFor.isEmpty();
        List<String> steps = wouldRun ? intents(plan, blocker, values) : List.of();
        intents.add(new Intent(blocker, wouldRun, waitsFor, gates, steps));
      }
    }
    return intents;
  }

  private List<String> intents(Plan plan, Blocker blocker, Values values) {
    Redaction redaction = workplace.redaction(plan);
    var lines = new ArrayList<String>();
    for (Task task : blocker.tasks()) {
      for (Step step : catalog.steps(task, plan)) {
        lines.add(task.id() + "/" + step.id() + ": " + redaction.hide(step.intent(values)));
      }
    }
    return lines;
  }
}
