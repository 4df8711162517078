package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.notify.AlertDesk;
import io.nuwa.emergency.notify.Setting;
import io.nuwa.emergency.notify.message.Wording;
import io.nuwa.emergency.panel.Language;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.AlertStanding;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.RunObserver;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.WatchSight;
import io.nuwa.emergency.time.Time;
import java.nio.file.Files;
import java.util.Optional;
import java.util.function.Consumer;

/** Sends alerts where the plan says to whom; loads nothing of it before there is one. */
final class Alerts implements RunObserver, AutoCloseable {
  private final Workplace workplace;
  private final Plan plan;
  private final Time time;
  private final Language language;
  private final Consumer<String> notice;
  private Optional<AlertDesk> desk = Optional.empty();

  Alerts(Workplace workplace, Plan plan, Time time, Language language, Consumer<String> notice) {
    this.workplace = workplace;
    this.plan = plan;
    this.time = time;
    this.language = language;
    this.notice = notice;
  }

  @Override
  public void recorded(Entry entry, RunState state) {
    keepFiring(state, new WatchSight.Unknown());
  }

  /** Tells what is due; see {@link AlertDesk#keepFiring}. */
  void keepFiring(RunState state, WatchSight sight) {
    if (desk.isEmpty() && isNeeded(state, sight)) {
      desk = Optional.of(new AlertDesk(setting()));
    }
    desk.ifPresent(known -> known.keepFiring(state, sight));
  }

  private Setting setting() {
    Wording wording =
        switch (language) {
          case ZH -> Wording.ZH;
          case EN -> Wording.EN;
        };
    return new Setting(
        plan, workplace.home(), time, wording, facts -> workplace.values(plan, facts), notice);
  }

  /** Something fires, or something may be owed from before. */
  private boolean isNeeded(RunState state, WatchSight sight) {
    return plan.alerting().tellsSomebody()
        && (!AlertStanding.of(state).with(sight).firing().isEmpty()
            || Files.exists(Setting.outbox(workplace.home())));
  }

  @Override
  public void close() {
    desk.ifPresent(AlertDesk::close);
  }
}
