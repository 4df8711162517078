package io.nuwa.emergency.monitor;

import io.nuwa.emergency.control.KeepWatch;
import io.nuwa.emergency.control.Looks;
import io.nuwa.emergency.control.Outcome;
import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.process.Completion;
import io.nuwa.emergency.process.Invocation;
import io.nuwa.emergency.process.Processes;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Sentinel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Has whole looks in a process of their own. They need much of the program, such as a database
 * driver, and come every few hours: the process that waits in between stays small, and whatever
 * goes wrong in a look ends with it. What a sighting concerns is measured here, at once.
 */
public final class LookProcess implements Looks {
  /** A suite of tests and several rounds of repair fit in. */
  private static final Duration LONGEST = Duration.ofHours(2);

  private static final int BUSY = 5;
  private static final int WORST_ANSWER = 6;

  /**
   * What the process prints last when it has looked. Its exit code alone says that of nobody: a
   * program that could not even read its plan ends with one of the same codes.
   */
  public static final String HAD = "looked";

  /** The service manager waits for words of this process only. */
  private static final Map<String, String> ENVIRONMENT =
      Map.of("NOTIFY_SOCKET", "", "WATCHDOG_USEC", "", "WATCHDOG_PID", "");

  private final KeepWatch keeper;
  private final List<String> command;
  private final Path home;

  /**
   * Prepares.
   *
   * @param keeper has the small looks, and reads what the process has recorded
   * @param command the program and its words
   */
  public LookProcess(KeepWatch keeper, List<String> command, Path home) {
    this.keeper = keeper;
    this.command = List.copyOf(command);
    this.home = home;
  }

  @Override
  public Result lookAtEverything(Plan plan) throws InterruptedException {
    Completion look = new Processes().run(new Invocation(command, ENVIRONMENT, home, LONGEST));
    if (look.exitCode() == BUSY) {
      throw new BusyException(lastLine(look));
    }
    var state = keeper.refresh();
    if (look.exitCode() > WORST_ANSWER || look.timedOut() || !hasLooked(look) || state.isEmpty()) {
      throw new IllegalStateException(
          "the process of the look ended with code "
              + look.exitCode()
              + (look.timedOut() ? ", its time was up" : "")
              + ": "
              + lastLine(look));
    }
    return new Result(look.exitCode() == 0 ? Outcome.DONE : Outcome.NOT_RESOLVED, state.get());
  }

  private static boolean hasLooked(Completion look) {
    return look.stdout().lines().reduce((_, last) -> last).filter(HAD::equals).isPresent();
  }

  private static String lastLine(Completion look) {
    return look.text().lines().reduce((_, last) -> last).orElse("it said nothing");
  }

  @Override
  public Result lookAt(Plan plan, List<String> probes) throws InterruptedException {
    return keeper.lookAt(plan, probes);
  }

  @Override
  public Optional<RunState> refresh() {
    return keeper.refresh();
  }

  @Override
  public List<Sentinel> sentinels(Plan plan) {
    return keeper.sentinels(plan);
  }

  @Override
  public Values values(Plan plan) {
    return keeper.values(plan);
  }
}
