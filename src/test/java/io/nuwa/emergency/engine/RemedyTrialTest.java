package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.RemedyResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A remedy is on trial: what it was tried against is measured again. */
class RemedyTrialTest {
  @TempDir Path home;

  @Test
  void a_red_gate_is_mended_in_place_and_its_tasks_are_not_run_again() throws Exception {
    var rehearsal = new Rehearsal(home).ladder(FailureClass.NOT_READY, Rung.of("restart", 2));
    rehearsal.feature.remedy("restart", failure -> RemedyResult.Applied.of("restarted"));
    rehearsal.feature.reads("up", 1).reads("up", 1).reads("up", 0).reads("up", 1);
    rehearsal.drive();
    rehearsal.feature.effects.clear();

    RunState end = rehearsal.drive();

    assertThat(rehearsal.feature.effects).containsExactly("remedy:restart");
    assertThat(end.decision()).isEqualTo(Decision.GO);
    assertThat(judgements(rehearsal)).containsExactly("restart moved");
  }

  @Test
  void a_remedy_counts_only_if_the_gate_moved_and_one_that_did_not_steps_back() throws Exception {
    var rehearsal =
        new Rehearsal(home)
            .rounds(1)
            .ladder(FailureClass.NOT_READY, Rung.of("useless", 2), Rung.of("useful", 2));
    rehearsal
        .feature
        .remedy("useless", failure -> RemedyResult.Applied.of("did something"))
        .remedy("useful", failure -> RemedyResult.Applied.of("did the right thing"));
    rehearsal.feature.reads("up", 0).reads("up", 0).reads("up", 0.5).reads("up", 1);

    RunState end = rehearsal.drive("B-1");

    assertThat(rehearsal.feature.effects)
        .containsExactly("a/one", "a/two", "remedy:useless", "remedy:useful", "remedy:useful");
    assertThat(judgements(rehearsal))
        .containsExactly("useless idle", "useful moved", "useful moved");
    assertThat(end.blocker("B-1").status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void a_remedy_for_a_step_is_judged_by_the_next_run_of_the_step() throws Exception {
    var rehearsal =
        new Rehearsal(home).ladder(FailureClass.TIMEOUT, Rung.of("wait", 1), Rung.of("kick", 1));
    rehearsal
        .feature
        .failing("a/one", FailureClass.TIMEOUT)
        .failing("a/one", FailureClass.TIMEOUT)
        .remedy("wait", failure -> RemedyResult.Applied.of("waited"))
        .remedy("kick", failure -> RemedyResult.Applied.of("kicked"));

    rehearsal.drive("B-1");

    assertThat(judgements(rehearsal)).containsExactly("wait idle", "kick moved");
  }

  @Test
  void a_remedy_that_was_applied_before_a_kill_is_judged_after_it() throws Exception {
    var whole = new Rehearsal(home.resolve("whole"));
    trouble(whole).drive("B-1");
    List<String> lines = Files.readAllLines(whole.journal());
    int tried = 1;
    while (!lines.get(tried - 1).contains("remedy-tried")) {
      tried++;
    }
    var rehearsal = new Rehearsal(home.resolve("killed"));
    Files.createDirectories(rehearsal.journal().getParent());
    Files.write(rehearsal.journal(), lines.subList(0, tried));

    trouble(rehearsal).drive("B-1");

    assertThat(judgements(rehearsal)).first().isEqualTo("kick moved");
    assertThat(rehearsal.feature.effects).doesNotContain("remedy:kick");
  }

  private static Rehearsal trouble(Rehearsal rehearsal) {
    rehearsal.ladder(FailureClass.TIMEOUT, Rung.of("kick", 1));
    rehearsal.feature.remedy("kick", failure -> RemedyResult.Applied.of("kicked"));
    if (!Files.exists(rehearsal.journal())) {
      rehearsal.feature.failing("a/one", FailureClass.TIMEOUT);
    }
    return rehearsal;
  }

  @Test
  void a_blocker_may_have_ladders_of_its_own() throws Exception {
    var rehearsal =
        new Rehearsal(home)
            .ladder(FailureClass.TIMEOUT, Rung.of("wait", 1))
            .ladderOf("B-2", FailureClass.TIMEOUT, Rung.of("kick", 1));
    rehearsal
        .feature
        .failing("a/one", FailureClass.TIMEOUT)
        .failing("b/one", FailureClass.TIMEOUT)
        .remedy("wait", failure -> RemedyResult.Applied.of("waited"))
        .remedy("kick", failure -> RemedyResult.Applied.of("kicked"));

    rehearsal.drive();

    assertThat(judgements(rehearsal)).containsExactly("wait moved", "kick moved");
  }

  private static List<String> judgements(Rehearsal rehearsal) {
    return rehearsal.events().stream()
        .filter(Event.RemedyJudged.class::isInstance)
        .map(Event.RemedyJudged.class::cast)
        .map(judged -> judged.remedy() + (judged.moved() ? " moved" : " idle"))
        .toList();
  }
}
