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
 * @param rounds how many times its tasks may run before it counts as failed; at least 1
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
    int rounds,
    List<Task> tasks,
    List<Gate> gates,
    Ladders ladders) {
  public Blocker {
    needs = List.copyOf(needs);
    tasks = List.copyOf(tasks);
    gates = List.copyOf(gates);
  }
}
