package io.nuwa.emergency.drill.scene;

import io.nuwa.emergency.drill.ground.Ground;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code emergency} as a user calls it in a drill's home: a process that reads plan and journal
 * from their files.
 *
 * @param words that start it, up to the command
 */
public record OwnProgram(List<String> words) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Processes PROCESSES = new Processes();

  /** Another home's, and a service manager that watches over the drill. */
  private static final List<String> LEFT_OUT =
      List.of("EMERGENCY_HOME", "EMERGENCY_PLAN", "NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID");

  public OwnProgram {
    words = List.copyOf(words);
  }

  /** Runs a command and waits for it. */
  public Completion run(Ground ground, List<String> command) throws InterruptedException {
    var environment = new HashMap<>(environment(ground));
    LEFT_OUT.forEach(name -> environment.put(name, ""));
    return PROCESSES.run(
        new Invocation(command(ground, command), environment, ground.home(), PATIENCE));
  }

  /** The words of a command of this home. */
  public List<String> command(Ground ground, List<String> command) {
    var all = new ArrayList<>(words);
    all.addAll(command);
    all.addAll(List.of("--home", ground.home().toString()));
    return all;
  }

  /** The whole environment of such a process. */
  public Map<String, String> environment(Ground ground) {
    var environment = new HashMap<>(ground.workplace().environment());
    LEFT_OUT.forEach(environment::remove);
    return environment;
  }
}
