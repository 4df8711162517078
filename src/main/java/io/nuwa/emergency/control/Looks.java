package io.nuwa.emergency.control;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.Sentinel;
import java.util.List;
import java.util.Optional;

/** The looks of a watch, and what it knows between them. */
public interface Looks {

  /** How a look ended, and where the run stands. */
  record Result(Outcome outcome, RunState state) {}

  /**
   * Measures every gate and mends what is red; passes checkpoints, and decides when it is time.
   *
   * @throws BusyException when somebody else drives the run
   * @throws InterruptedException when it was stopped in good order
   */
  Result lookAtEverything(Plan plan) throws InterruptedException;

  /**
   * Measures what a hint concerns, of blockers that were green, and mends what is red.
   *
   * @param probes kinds of measurement, in the order in which they are to be asked
   * @throws BusyException when somebody else drives the run
   */
  Result lookAt(Plan plan, List<String> probes) throws InterruptedException;

  /**
   * The run as it is now, read again when somebody else has recorded something since.
   *
   * @return empty when there is none, when somebody is at work on it, or when it cannot be read
   */
  Optional<RunState> refresh();

  /** All that watches between two looks. */
  List<Sentinel> sentinels(Plan plan);

  /** What templates stand for, as far as the last look knows. From any thread. */
  Values values(Plan plan);

  /**
   * What was recorded, or what keeps other watches out, is gone: there is nothing to watch over.
   */
  final class LostException extends RuntimeException {
    public LostException(String message) {
      super(message);
    }
  }

  /** Somebody else drives the run at this moment. */
  final class BusyException extends RuntimeException {
    public BusyException(String message) {
      super(message);
    }
  }
}
