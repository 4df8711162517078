package io.nuwa.emergency.plan;

import io.nuwa.emergency.retry.Ladders;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Something that keeps a release from going out, and how it is cleared.
 *
 * @param id such as {@code B-1}
 * @param title for people
 * @param owner the role that owns it
 * @param needs the blockers that must be resolved before this one is begun
 * @param deadline counted from the start of the run
 * @param saidRounds how often each of its tasks may run in one attempt, retries by remedies
 *     included; at least 1; where the plan says nothing there are {@link #USUAL_ROUNDS} rounds, and
 *     within a round the budgets of the ladders are the bound
 * @param tasks in order
 * @param gates all of which must pass
 * @param ladders the ladders that this blocker changes; the plan's hold for all other classes
 */
public record Blocker(
    String id,
    String title,
    String owner,
    List<String> needs,
    Optional<Duration> deadline,
    Optional<Integer> saidRounds,
    List<Task> tasks,
    List<Gate> gates,
    Ladders ladders) {
  /** Rounds where a plan says nothing. */
  public static final int USUAL_ROUNDS = 3;

  public Blocker {
    needs = List.copyOf(needs);
    tasks = List.copyOf(tasks);
    gates = List.copyOf(gates);
  }

  /** How many rounds of its tasks there are before it counts as failed. */
  public int rounds() {
    return saidRounds.orElse(USUAL_ROUNDS);
  }

  /**
   * Whether a task may run once more in this attempt.
   *
   * @param runs how often it has run
   */
  public boolean mayRunAgain(int runs) {
    return saidRounds.isEmpty() || runs < saidRounds.get();
  }
}
