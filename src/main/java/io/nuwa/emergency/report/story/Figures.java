package io.nuwa.emergency.report.story;

import io.nuwa.emergency.run.Verdict;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A run in numbers, all of them counted from its entries.
 *
 * @param attempts of steps
 * @param failedAttempts of them
 * @param remedies that were applied
 * @param moved of them, measured afterwards
 * @param readings of gates
 * @param unknown of them could not be measured
 * @param reopenings how often a gate that was green turned red
 * @param repairs how long each reopening took until all gates passed again, in order of blockers
 */
public record Figures(
    long attempts,
    long failedAttempts,
    long remedies,
    long moved,
    long readings,
    long unknown,
    long reopenings,
    List<Duration> repairs) {
  public Figures {
    repairs = List.copyOf(repairs);
  }

  /** Counts. */
  public static Figures of(List<BlockerStory> blockers) {
    List<Attempt> attempts =
        blockers.stream()
            .flatMap(b -> b.rounds().stream())
            .flatMap(r -> r.attempts().stream())
            .toList();
    List<Remedy> applied =
        blockers.stream()
            .flatMap(b -> b.remedies().stream())
            .filter(r -> r.outcome().equals("applied"))
            .toList();
    List<GateStory.Mark> marks =
        blockers.stream()
            .flatMap(b -> b.gates().stream())
            .flatMap(g -> g.marks().stream())
            .toList();
    return new Figures(
        attempts.size(),
        attempts.stream().filter(a -> a.outcome() == Attempt.Outcome.FAILED).count(),
        applied.size(),
        applied.stream().filter(r -> r.moved().equals(Optional.of(true))).count(),
        marks.size(),
        marks.stream().filter(m -> m.verdict() == Verdict.UNKNOWN).count(),
        blockers.stream().mapToLong(BlockerStory::reopenings).sum(),
        blockers.stream()
            .flatMap(b -> b.stretches().stream())
            .filter(s -> s.reopenedBy().isPresent())
            .flatMap(s -> s.took().stream())
            .toList());
  }
}
