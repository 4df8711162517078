package io.nuwa.emergency.cli;

import io.nuwa.emergency.monitor.Attendant;
import io.nuwa.emergency.monitor.Look;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.WatchSight;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Keeps alerts firing while a run is watched. What is owed stands in one file for all processes;
 * whenever another one is at work, its book is closed here and opened again afterwards.
 */
final class AlertDuty implements Attendant, RunObserver, AutoCloseable {
  private final Function<Plan, Alerts> desks;
  private final Supplier<WatchSight> sight;
  private Plan plan;
  private Optional<RunState> last = Optional.empty();
  private Optional<Alerts> desk = Optional.empty();

  AlertDuty(Plan plan, Function<Plan, Alerts> desks, Supplier<WatchSight> sight) {
    this.sight = sight;
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
    boolean blind = sight.get() instanceof WatchSight.Blind;
    // A journal that cannot be read is told of all the same.
    state.or(() -> blind ? last : Optional.empty()).ifPresentOrElse(this::tell, this::close);
  }

  @Override
  public void planChanged(Plan changed) {
    close();
    plan = changed;
  }

  private void tell(RunState state) {
    last = Optional.of(state);
    if (desk.isEmpty()) {
      desk = Optional.of(desks.apply(plan));
    }
    desk.get().keepFiring(state, sight.get());
  }

  @Override
  public void close() {
    desk.ifPresent(Alerts::close);
    desk = Optional.empty();
  }
}
