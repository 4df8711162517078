package io.nuwa.emergency.report.story;

import io.nuwa.emergency.control.StatusView.BlockerView;
import java.util.List;
import java.util.Optional;

/**
 * What happened to a blocker.
 *
 * @param now how it stands, its texts redacted
 * @param assigned the role that was asked to take over and did not have to give back yet
 * @param rounds of its tasks, in order
 * @param remedies in order
 * @param stretches in which it was not resolved, in order
 * @param gates in the order of the plan
 */
public record BlockerStory(
    BlockerView now,
    Optional<Assigned> assigned,
    List<Round> rounds,
    List<Remedy> remedies,
    List<Stretch> stretches,
    List<GateStory> gates) {
  public BlockerStory {
    rounds = List.copyOf(rounds);
    remedies = List.copyOf(remedies);
    stretches = List.copyOf(stretches);
    gates = List.copyOf(gates);
  }

  /**
   * Who was asked.
   *
   * @param kind the class of the failure that could not be remedied
   */
  public record Assigned(String role, String kind) {}

  /** How often a gate that was green turned red. */
  public long reopenings() {
    return stretches.stream().filter(stretch -> stretch.reopenedBy().isPresent()).count();
  }
}
