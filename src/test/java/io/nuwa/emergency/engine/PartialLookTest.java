package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.RunState;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is said of the decision when only some of the blockers were worked on. */
class PartialLookTest {
  @TempDir Path home;
  private Rehearsal rehearsal;

  @BeforeEach
  void prepare() {
    rehearsal = new Rehearsal(home);
  }

  @Test
  void says_what_is_open_now() throws InterruptedException {
    RunState state = rehearsal.drive("B-1");
    assertThat(state.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(state.reasons()).containsExactly("1 of 2 blockers are resolved", "B-2 is pending");
  }

  @Test
  void does_not_repeat_what_is_not_so_any_longer() throws InterruptedException {
    rehearsal.feature.reads("rate", 0);
    assertThat(rehearsal.drive().reasons()).anyMatch(reason -> reason.startsWith("B-2 is failed"));
    rehearsal.feature.reads("rate", 1);
    rehearsal.drive("B-2");
    RunState state = rehearsal.drive("B-2");
    assertThat(state.allResolved()).isTrue();
    assertThat(state.decision()).as("GO needs a look at all of them").isEqualTo(Decision.UNDECIDED);
    assertThat(state.reasons())
        .containsExactly(
            "2 of 2 blockers are resolved",
            "GO needs a look at all of them at once: run 'emergency execute'");
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.GO);
  }

  @Test
  void takes_a_go_back_when_one_of_them_is_red_and_keeps_it_when_none_is()
      throws InterruptedException {
    rehearsal.drive();
    assertThat(rehearsal.drive("B-1").decision()).isEqualTo(Decision.GO);
    rehearsal.feature.reads("up", 0);
    RunState state = rehearsal.drive("B-1");
    assertThat(state.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(state.reasons())
        .containsExactly("1 of 2 blockers are resolved", "B-1 is failed: up is not ready");
  }

  @Test
  void leaves_the_last_word_to_a_look_at_all_of_them() throws InterruptedException {
    rehearsal.feature.reads("rate", 0);
    rehearsal.drive();
    rehearsal.time.tick(Duration.ofHours(48));
    assertThat(rehearsal.drive("B-1").decided()).isFalse();
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.NO_GO);
  }
}
