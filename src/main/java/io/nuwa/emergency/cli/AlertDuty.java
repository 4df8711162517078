package io.nuwa.emergency.cli;

import io.nuwa.emergency.monitor.Attendant;
import io.nuwa.emergency.monitor.Look;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * Keeps alerts firing while a run is watched. What is owed stands in one file for all processes;
 * whenever another one is at work, its book is closed here and opened again afterwards.
 */
final class AlertDuty implements Attendant, RunObserver, AutoCloseable {
  private final Function<Plan, Alerts> desks;
  private Plan plan;
  private Optional<Alerts> desk = Optional.empty();

  AlertDuty(Plan plan, Function<Plan, Alerts> desks) {
    this.plan = plan;
    this.desks = desks;
  }

  @Override
  public String name() {
    return "alerts";
  }

  @Override
  public void recorded(Entry entry, RunState state) {
    tell(state);
  }

  @Override
  public void beforeLook(boolean whole) {
    if (whole) {
      close();
    }
  }

  @Override
  public void looked(Look look) {
    tell(look.after());
  }

  @Override
  public void idle(Optional<RunState> state, Instant now) {
    state.ifPresentOrElse(this::tell, this::close);
  }

  @Override
  public void planChanged(Plan changed) {
    close();
    plan = changed;
  }

  private void tell(RunState state) {
    if (desk.isEmpty()) {
      desk = Optional.of(desks.apply(plan));
    }
    desk.get().keepFiring(state);
  }

  @Override
  public void close() {
    desk.ifPresent(Alerts::close);
    desk = Optional.empty();
  }
}
