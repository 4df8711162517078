package io.nuwa.emergency.cli;

import io.nuwa.emergency.notify.AlertSender;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.Alert;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends alerts where the plan says to whom; loads nothing of it before there is one. */
final class Alerts implements RunObserver, AutoCloseable {
  private final Plan plan;
  private final Consumer<String> notice;
  private Optional<AlertSender> sender = Optional.empty();

  Alerts(Plan plan, Consumer<String> notice) {
    this.plan = plan;
    this.notice = notice;
  }

  @Override
  public void recorded(Entry entry, RunState state) {
    if (sender.isEmpty() && plan.alertmanager().isPresent() && !Alert.firing(state).isEmpty()) {
      sender = Optional.of(new AlertSender(plan.alertmanager().get(), notice));
    }
    sender.ifPresent(known -> known.recorded(entry, state));
  }

  @Override
  public void close() {
    sender.ifPresent(AlertSender::close);
  }
}
