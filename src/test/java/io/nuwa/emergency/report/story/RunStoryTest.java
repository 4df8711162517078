package io.nuwa.emergency.report.story;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.report.story.Attempt.Outcome;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RunStoryTest {
  private final RunStory story = RunStory.of(Stories.whole(Path.of("/home")));
  private final BlockerStory first = story.blockers().getFirst();
  private final BlockerStory second = story.blockers().getLast();

  @Test
  void attempts_have_their_outcome_and_their_length_from_entries() {
    List<Attempt> attempts = first.rounds().getFirst().attempts();

    assertThat(attempts).extracting(Attempt::outcome).containsExactly(Outcome.FAILED, Outcome.DONE);
    assertThat(attempts).extracting(Attempt::number).containsExactly(1, 2);
    assertThat(attempts.getFirst().failure()).contains("port-in-use");
    assertThat(attempts.getFirst().startedAt()).isEqualTo(Stories.START.plusSeconds(1));
    assertThat(attempts.getFirst().endedAt()).contains(Stories.START.plusSeconds(11));
  }

  @Test
  void a_step_without_an_end_is_cut_off_when_nobody_works_on_it() {
    assertThat(second.rounds()).hasSize(2);
    Attempt attempt = second.rounds().getFirst().attempts().getFirst();
    assertThat(attempt.outcome()).isEqualTo(Outcome.CUT_OFF);
    assertThat(attempt.endedAt()).isEmpty();
  }

  @Test
  void a_round_ends_when_its_blocker_is_resolved_whatever_is_measured_later() {
    assertThat(first.rounds().getFirst().lastAt()).isEqualTo(Stories.START.plusSeconds(90));
  }

  @Test
  void a_repair_takes_from_the_reopening_to_the_resolution() {
    assertThat(first.stretches())
        .extracting(Stretch::took)
        .containsExactly(Optional.of(Duration.ofSeconds(90)), Optional.of(Duration.ofSeconds(20)));
    assertThat(first.stretches().getLast().reopenedBy()).contains("ports");
    assertThat(second.stretches().getFirst().took()).isEmpty();
    assertThat(second.stretches().getFirst().givenUpAt()).contains(Stories.START.plusSeconds(97));
    assertThat(second.assigned().orElseThrow().role()).isEqualTo("NuWa");
  }

  @Test
  void figures_are_counted_and_an_unknown_reading_has_no_number() {
    Figures figures = Figures.of(story.blockers());

    assertThat(figures)
        .isEqualTo(new Figures(3, 1, 1, 1, 5, 1, 1, List.of(Duration.ofSeconds(20))));
    assertThat(first.gates().getFirst().marks().getFirst().value()).isEmpty();
  }

  @Test
  void checkpoints_are_missed_or_ahead_as_the_journal_has_them() {
    assertThat(story.milestones())
        .extracting(Milestone::standing)
        .containsExactly(Milestone.Standing.MISSED, Milestone.Standing.AHEAD);
    assertThat(story.milestones().getFirst().recordedAt())
        .contains(Stories.START.plusSeconds(21600));
  }

  @Test
  void before_a_run_nothing_is_told_but_the_plan() {
    RunStory none = RunStory.of(Stories.none(Path.of("/home")));

    assertThat(none.moments()).isEmpty();
    assertThat(none.blockers()).allMatch(blocker -> blocker.rounds().isEmpty());
    assertThat(none.milestones())
        .allMatch(point -> point.standing() == Milestone.Standing.AHEAD && point.dueAt().isEmpty());
  }
}
