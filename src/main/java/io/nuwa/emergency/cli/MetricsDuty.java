package io.nuwa.emergency.cli;

import io.nuwa.emergency.control.Workplace;
import io.nuwa.emergency.deploy.engine.LocalMachine;
import io.nuwa.emergency.metrics.Health;
import io.nuwa.emergency.metrics.MetricsPage;
import io.nuwa.emergency.metrics.MetricsServer;
import io.nuwa.emergency.metrics.MetricsTextfile;
import io.nuwa.emergency.metrics.WatchFigures;
import io.nuwa.emergency.monitor.Attendant;
import io.nuwa.emergency.monitor.Heartbeat;
import io.nuwa.emergency.monitor.Look;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.time.Time;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Gives out the figures of a run that is watched, and of the watch itself. */
final class MetricsDuty implements Attendant, AutoCloseable {
  private final Workplace workplace;
  private final Heartbeat heartbeat;
  private final Time time;
  private final Consumer<String> notice;
  private volatile Plan plan;
  private volatile WatchFigures figures;
  private volatile Optional<RunState> state = Optional.empty();
  private Optional<MetricsServer> server = Optional.empty();
  private Optional<MetricsTextfile> textfile = Optional.empty();

  MetricsDuty(
      Workplace workplace, Plan plan, Heartbeat heartbeat, Time time, Consumer<String> notice) {
    this.workplace = workplace;
    this.plan = plan;
    this.heartbeat = heartbeat;
    this.time = time;
    this.notice = notice;
    this.figures = WatchFigures.begun(Version.text(), time.instant());
  }

  /** Listens and writes where the plan says. */
  void begin() {
    if (!plan.metrics().listen().isEmpty()) {
      var gateways =
          new StackGateways(new LocalMachine(workplace.home()), plan.stack(), this::facts);
      server =
          Optional.of(
              new MetricsServer(
                  plan.metrics(),
                  workplace.home(),
                  gateways,
                  this::page,
                  this::health,
                  time,
                  notice));
      server.get().start();
    }
    textfile =
        plan.metrics()
            .textfile()
            .map(file -> new MetricsTextfile(workplace.home().resolve(file), time, notice));
    textfile.ifPresent(file -> file.write(this::page));
  }

  private Map<String, String> facts() {
    return state.map(RunState::facts).orElse(Map.of());
  }

  private MetricsPage page() {
    return MetricsPage.of(state, plan, figures, time.instant());
  }

  private Health health() {
    return heartbeat.isAlive()
        ? new Health(true, "the watch turns")
        : new Health(false, "the watch has not turned for too long");
  }

  @Override
  public String name() {
    return "figures";
  }

  @Override
  public void sighted(Instant at) {
    figures = figures.signalled(at);
  }

  @Override
  public void looked(Look look) {
    state = Optional.of(look.after());
    boolean found = look.foundSomething();
    if (look.whole()) {
      figures = figures.checked(look.at(), look.took());
    } else if (found && look.after().allResolved()) {
      figures = figures.repaired(look.took());
    }
    if (look.whole() || found) {
      server.ifPresent(MetricsServer::look);
    }
    textfile.ifPresent(file -> file.write(this::page));
  }

  @Override
  public void idle(Optional<RunState> now, Instant at) {
    if (now.isPresent() && !now.equals(state)) {
      state = now;
      textfile.ifPresent(file -> file.write(this::page));
    }
  }

  @Override
  public void planChanged(Plan changed) {
    close();
    plan = changed;
    begin();
  }

  @Override
  public void close() {
    server.ifPresent(MetricsServer::close);
    textfile.ifPresent(MetricsTextfile::close);
    server = Optional.empty();
    textfile = Optional.empty();
  }
}
