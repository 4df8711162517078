package io.nuwa.emergency.cli;

import io.nuwa.emergency.monitor.Inbox;
import io.nuwa.emergency.monitor.Message;
import java.lang.reflect.Proxy;

/**
 * SIGHUP has the plan read again, SIGUSR1 has everything looked at now. The JDK's one way to listen
 * to a signal, {@code sun.misc.Signal}, is warned of by the compiler wherever it is named, so it is
 * reached by name.
 */
final class MonitorSignals {
  private MonitorSignals() {}

  /** From now on; where a system knows no such signal, there is nothing to listen for. */
  static void to(Inbox inbox) {
    on("HUP", inbox, new Message.ReloadPlan());
    on("USR1", inbox, new Message.LookNow());
  }

  private static void on(String name, Inbox inbox, Message message) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object listener =
          Proxy.newProxyInstance(
              MonitorSignals.class.getClassLoader(),
              new Class<?>[] {handler},
              (_, method, _) -> {
                if (method.getName().equals("handle")) {
                  inbox.put(message);
                }
                return null;
              });
      signal
          .getMethod("handle", signal, handler)
          .invoke(null, signal.getConstructor(String.class).newInstance(name), listener);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      // Ignored from outside, as nohup does with SIGHUP, or unknown here.
      System.getLogger(MonitorSignals.class.getName())
          .log(System.Logger.Level.DEBUG, "signal " + name, e);
    }
  }
}
