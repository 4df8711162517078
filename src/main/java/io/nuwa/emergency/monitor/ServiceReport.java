package io.nuwa.emergency.monitor;

import io.nuwa.emergency.process.ServiceNotify;
import io.nuwa.emergency.run.RunState;
import java.time.Duration;

/**
 * Keeps the service manager informed: ready once the watch has begun, one line after each look, and
 * a sign of life for as long as the loop turns. A watchdog that hears nothing starts us anew.
 */
public final class ServiceReport implements Attendant, AutoCloseable {
  private static final int SIGNS_IN_TIME = 3;

  private final ServiceNotify manager;
  private final Heartbeat heartbeat;
  private final Thread signs;

  public ServiceReport(ServiceNotify manager, Heartbeat heartbeat) {
    this.manager = manager;
    this.heartbeat = heartbeat;
    this.signs = new Thread(this::giveSigns, "watchdog");
    signs.setDaemon(true);
  }

  /** Tells it that we are ready, and begins to give signs of life if it waits for them. */
  public void begin() {
    manager.ready("watching");
    if (manager.watchdog().isPresent()) {
      signs.start();
    }
  }

  private void giveSigns() {
    Duration pause = manager.watchdog().orElseThrow().dividedBy(SIGNS_IN_TIME);
    try {
      while (true) {
        if (heartbeat.isAlive()) {
          manager.alive();
        }
        heartbeat.pause(pause);
      }
    } catch (InterruptedException stopped) {
      // The watch ends.
      return;
    }
  }

  @Override
  public String name() {
    return "service manager";
  }

  @Override
  public void looked(Look look) {
    RunState state = look.after();
    manager.status(
        "%d of %d blockers resolved, %s; looked at %s"
            .formatted(
                state.resolved(), state.blockers().size(), state.decision().id(), look.at()));
  }

  @Override
  public void close() {
    manager.stopping();
    signs.interrupt();
  }
}
