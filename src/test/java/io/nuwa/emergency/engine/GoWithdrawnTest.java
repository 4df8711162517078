package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What followed a GO is taken back when the GO is. */
class GoWithdrawnTest {
  @TempDir Path home;
  private Rehearsal rehearsal;

  @BeforeEach
  void prepare() {
    rehearsal = new Rehearsal(home).onGo("stage", "mail").onGoWithdrawn("recall");
    rehearsal.feature.undoable("stage");
  }

  /** What took effect since this was asked last, of what follows a decision. */
  private List<String> followed() {
    List<String> effects =
        rehearsal.feature.effects.stream()
            .filter(effect -> effect.matches("(stage|mail|recall)/.*"))
            .toList();
    rehearsal.feature.effects.clear();
    return effects;
  }

  private RunState red() throws InterruptedException {
    rehearsal.feature.reads("up", 0);
    return rehearsal.drive();
  }

  /** The red reading is used up by the first look, the green one stays for the second. */
  private RunState mended() throws InterruptedException {
    rehearsal.feature.reads("up", 1);
    rehearsal.drive();
    return rehearsal.drive();
  }

  @Test
  void a_go_that_is_taken_back_is_undone_once_and_the_next_go_is_followed_anew()
      throws InterruptedException {
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.GO);
    assertThat(followed()).containsExactly("stage/one", "stage/two", "mail/one", "mail/two");
    assertThat(red().decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(followed()).containsExactly("stage/undo", "recall/one", "recall/two");
    rehearsal.drive();
    assertThat(followed()).as("taken back already").isEmpty();
    assertThat(mended().decision()).isEqualTo(Decision.GO);
    assertThat(followed()).containsExactly("stage/one", "stage/two", "mail/one", "mail/two");
    rehearsal.feature.reads("rate", 0);
    rehearsal.drive();
    assertThat(followed()).containsExactly("stage/undo", "recall/one", "recall/two");
  }

  @Test
  void nothing_is_taken_back_before_anything_followed_a_go() throws InterruptedException {
    red();
    assertThat(followed()).isEmpty();
  }

  @Test
  void what_is_mended_at_once_recalls_no_release() throws InterruptedException {
    rehearsal.ladder(FailureClass.NOT_READY, Rung.of("start-container", 3));
    rehearsal.feature.remedy(
        "start-container", failure -> new RemedyResult.Applied("started", Map.of(), List.of()));
    rehearsal.drive();
    followed();
    rehearsal.feature.reads("up", 0).reads("up", 1);
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.GO);
    assertThat(followed()).isEmpty();
  }

  @Test
  void what_is_still_to_be_looked_at_recalls_no_release() throws InterruptedException {
    rehearsal.drive();
    followed();
    rehearsal.recorded(new Event.BlockerReopened("B-2", "rate", "red for a moment"));
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.GO);
    assertThat(followed()).isEmpty();
  }

  @Test
  void a_step_that_failed_may_have_taken_effect_and_is_undone_too() throws InterruptedException {
    rehearsal.feature.failing("stage/one", FailureClass.UNKNOWN);
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.GO);
    assertThat(followed()).containsExactly("stage/one");
    red();
    assertThat(followed()).containsExactly("stage/undo", "recall/one", "recall/two");
  }

  @Test
  void what_cannot_be_taken_back_keeps_nothing_else_standing_and_is_tried_again()
      throws InterruptedException {
    rehearsal.drive();
    followed();
    rehearsal.feature.failing("stage/undo", FailureClass.NO_SPACE);
    red();
    assertThat(followed()).containsExactly("stage/undo", "recall/one", "recall/two");
    rehearsal.drive();
    assertThat(followed()).containsExactly("stage/undo");
    rehearsal.drive();
    assertThat(followed()).isEmpty();
  }

  @Test
  void a_go_after_half_a_withdrawal_is_followed_by_all_of_it() throws InterruptedException {
    rehearsal.drive();
    followed();
    rehearsal.feature.failing("recall/one", FailureClass.UNKNOWN);
    red();
    rehearsal.feature.failing("recall/one", FailureClass.UNKNOWN);
    mended();
    assertThat(followed())
        .endsWith("stage/one", "stage/two", "mail/one", "mail/two")
        .doesNotContain("recall/two");
    rehearsal.feature.reads("rate", 0);
    rehearsal.drive();
    assertThat(followed()).containsExactly("stage/undo", "recall/one", "recall/two");
  }

  @Test
  void a_hint_that_finds_what_it_cannot_mend_takes_the_go_back() throws InterruptedException {
    rehearsal.drive();
    followed();
    rehearsal.feature.reads("up", 0);
    rehearsal.follow("scripted");
    assertThat(followed()).containsExactly("stage/undo", "recall/one", "recall/two");
  }

  @Test
  void looking_at_some_takes_a_go_back_as_well() throws InterruptedException {
    rehearsal.drive();
    followed();
    rehearsal.feature.reads("up", 0);
    rehearsal.drive("B-1");
    assertThat(followed()).containsExactly("stage/undo", "recall/one", "recall/two");
  }

  @Test
  void a_go_at_the_end_of_the_time_box_is_final() throws InterruptedException {
    rehearsal.drive();
    rehearsal.time.tick(Duration.ofHours(48));
    assertThat(rehearsal.drive().decided()).isTrue();
    followed();
    assertThat(red().decision()).isEqualTo(Decision.GO);
    assertThat(followed()).isEmpty();
  }

  @Test
  void a_no_go_at_the_end_takes_back_what_could_not_be_before() throws InterruptedException {
    rehearsal.drive();
    followed();
    rehearsal.feature.failing("stage/undo", FailureClass.NO_SPACE);
    red();
    followed();
    rehearsal.time.tick(Duration.ofHours(48));
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.NO_GO);
    assertThat(followed()).containsExactly("stage/undo");
  }
}
