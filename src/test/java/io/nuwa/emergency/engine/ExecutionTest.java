package io.nuwa.emergency.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.retry.Rung;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import io.nuwa.emergency.step.Catalog;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.RemedyResult;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExecutionTest {
  @TempDir Path home;

  @Test
  void a_plan_whose_gates_are_green_ends_with_go() throws Exception {
    var rehearsal = new Rehearsal(home);

    RunState end = rehearsal.drive();

    assertThat(rehearsal.feature.effects)
        .containsExactly("a/one", "a/two", "b/one", "b/two", "c/one", "c/two", "go/one", "go/two");
    assertThat(end.decision()).isEqualTo(Decision.GO);
    assertThat(end.blocker("B-1").status()).isEqualTo(Status.RESOLVED);
    assertThat(end.blocker("B-2").resolvedBy()).contains("NuWa");
  }

  @Test
  void what_observers_are_told_is_what_the_journal_holds() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.drive();
    assertThat(rehearsal.told.stream().map(entry -> entry.event()).toList())
        .isEqualTo(rehearsal.events());
  }

  @Test
  void a_red_gate_is_never_resolved_and_what_needs_it_is_not_begun() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.reads("up", 0);

    RunState end = rehearsal.drive();

    assertThat(end.blocker("B-1").status()).isEqualTo(Status.FAILED);
    assertThat(end.blocker("B-1").readings().get("up").verdict()).isEqualTo(Verdict.ALERT);
    assertThat(end.blocker("B-1").assigned().orElseThrow().role()).isEqualTo("NuWa");
    assertThat(end.blocker("B-2").status()).isEqualTo(Status.PENDING);
    assertThat(end.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(rehearsal.feature.effects).doesNotContain("b/one", "go/one");
  }

  @Test
  void what_cannot_be_measured_is_no_pass() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.reads(
        "up",
        new Measurement.Unmeasured(Failure.of(FailureClass.TEST_FAILURE, "zero tests ran", "")));

    RunState end = rehearsal.drive();

    assertThat(end.blocker("B-1").readings().get("up").verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(end.blocker("B-1").status()).isEqualTo(Status.FAILED);
  }

  @Test
  void a_failed_step_is_remedied_and_run_again_with_the_changed_fact() throws Exception {
    var rehearsal =
        new Rehearsal(home)
            .ladder(FailureClass.PORT_IN_USE, Rung.of("not-mine", 2), Rung.of("alternate-port", 1));
    var seen = new java.util.ArrayList<String>();
    rehearsal
        .feature
        .failing("a/two", FailureClass.PORT_IN_USE)
        .step(
            "a/two",
            in -> {
              seen.add(in.values().resolve("${port.web}"));
              return StepResult.Done.of("up");
            })
        .remedy("not-mine", failure -> new RemedyResult.NotApplicable("a stranger holds it"))
        .remedy(
            "alternate-port",
            failure ->
                new RemedyResult.Applied("8000 -> 18000", Map.of("port.web", "18000"), List.of()));

    RunState end = rehearsal.drive();

    assertThat(rehearsal.feature.effects)
        .startsWith("a/one", "a/two", "remedy:not-mine", "remedy:alternate-port", "a/two");
    assertThat(seen).containsExactly("18000");
    assertThat(end.facts()).containsEntry("port.web", "18000");
    assertThat(end.decision()).isEqualTo(Decision.GO);
  }

  @Test
  void a_ladder_ends_when_its_budget_is_spent() throws Exception {
    var rehearsal =
        new Rehearsal(home)
            .ladder(FailureClass.TIMEOUT, new Rung(Catalog.RUN_AGAIN, 2, Duration.ofSeconds(10)));
    for (int i = 0; i < 5; i++) {
      rehearsal.feature.failing("a/one", FailureClass.TIMEOUT);
    }
    var before = rehearsal.time.instant();

    RunState end = rehearsal.drive("B-1");

    assertThat(rehearsal.feature.effects).containsExactly("a/one", "a/one", "a/one");
    assertThat(end.blocker("B-1").status()).isEqualTo(Status.FAILED);
    assertThat(end.blocker("B-1").assigned().orElseThrow().kind()).isEqualTo(FailureClass.TIMEOUT);
    assertThat(Duration.between(before, rehearsal.time.instant()))
        .as("the second application waits")
        .isEqualTo(Duration.ofSeconds(10));
  }

  @Test
  void a_gate_below_its_threshold_is_remedied_and_the_tasks_run_another_round() throws Exception {
    var rehearsal =
        new Rehearsal(home).ladder(FailureClass.NOT_READY, Rung.of(Catalog.RUN_AGAIN, 2));
    rehearsal.feature.reads("rate", 0).reads("rate", 0).reads("rate", 1);

    RunState end = rehearsal.drive();

    assertThat(end.blocker("B-2").round()).isEqualTo(3);
    assertThat(end.decision()).isEqualTo(Decision.GO);
    assertThat(rehearsal.feature.effects.stream().filter("b/one"::equals)).hasSize(3);
  }

  @Test
  void what_was_given_up_leaves_what_the_witnesses_saw() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.reads("up", 0);
    rehearsal.feature.witness("containers", () -> "api is exited");
    rehearsal.feature.witness(
        "broken",
        () -> {
          throw new IllegalStateException("no eyes");
        });

    rehearsal.drive();

    Event.DiagnosisTaken taken =
        rehearsal.events().stream()
            .filter(Event.DiagnosisTaken.class::isInstance)
            .map(Event.DiagnosisTaken.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(taken.blocker()).isEqualTo("B-1");
    assertThat(taken.testimony())
        .extracting(EvidenceRef::name)
        .containsExactly("containers.txt", "broken-not-seen.txt");
    assertThat(rehearsal.events().getLast()).isNotInstanceOf(Event.DiagnosisTaken.class);
  }

  @Test
  void rounds_end_even_if_the_ladder_would_go_on() throws Exception {
    var rehearsal =
        new Rehearsal(home).rounds(2).ladder(FailureClass.NOT_READY, Rung.of(Catalog.RUN_AGAIN, 9));
    rehearsal.feature.reads("up", 0);

    RunState end = rehearsal.drive();

    assertThat(end.blocker("B-1").status()).isEqualTo(Status.FAILED);
    assertThat(rehearsal.feature.effects.stream().filter("a/one"::equals)).hasSize(2);
  }

  @Test
  void a_task_runs_no_more_often_than_rounds_say_whatever_the_ladder_says() throws Exception {
    for (int rounds : List.of(1, 2, 3)) {
      var rehearsal =
          new Rehearsal(home.resolve("of" + rounds))
              .rounds(rounds)
              .ladder(FailureClass.TIMEOUT, Rung.of("kick", 9), Rung.of(Catalog.RUN_AGAIN, 9));
      rehearsal.feature.remedy(
          "kick",
          failure -> new RemedyResult.Applied("moved", Map.of("port.web", "18000"), List.of()));
      for (int i = 0; i < 9; i++) {
        rehearsal.feature.failing("a/two", FailureClass.TIMEOUT);
      }

      RunState end = rehearsal.drive("B-1");

      assertThat(rehearsal.feature.effects.stream().filter("a/two"::equals)).hasSize(rounds);
      assertThat(end.blocker("B-1").status()).isEqualTo(Status.FAILED);
      assertThat(end.blocker("B-1").note()).contains("a/two failed");
    }
  }

  @Test
  void a_failed_run_of_a_task_and_a_round_of_all_of_them_count_alike() throws Exception {
    var rehearsal =
        new Rehearsal(home)
            .rounds(3)
            .ladder(FailureClass.TIMEOUT, Rung.of(Catalog.RUN_AGAIN, 9))
            .ladder(FailureClass.NOT_READY, Rung.of(Catalog.RUN_AGAIN, 9));
    rehearsal.feature.failing("a/one", FailureClass.TIMEOUT);
    rehearsal.feature.reads("up", 0);

    RunState end = rehearsal.drive("B-1");

    assertThat(rehearsal.feature.effects.stream().filter("a/one"::equals)).hasSize(3);
    assertThat(rehearsal.feature.effects.stream().filter("a/two"::equals)).hasSize(2);
    assertThat(end.blocker("B-1").status()).isEqualTo(Status.FAILED);
  }

  @Test
  void a_watch_does_not_run_tasks_again_that_may_run_once() throws Exception {
    var rehearsal = new Rehearsal(home).rounds(1);
    rehearsal.feature.failing("a/one", FailureClass.TIMEOUT);
    rehearsal.drive();

    RunState watched = rehearsal.watch();

    assertThat(rehearsal.feature.effects).containsExactly("a/one");
    assertThat(watched.blocker("B-1").status()).isEqualTo(Status.FAILED);
    assertThat(watched.blocker("B-1").readings()).containsKey("up");

    assertThat(rehearsal.drive().blocker("B-1").status()).isEqualTo(Status.RESOLVED);
  }

  @Test
  void a_second_run_touches_only_the_blocker_whose_gate_turned_red() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.reads("up", 1).reads("up", 1).reads("up", 0).reads("up", 1);
    rehearsal.drive();
    rehearsal.feature.effects.clear();

    RunState end = rehearsal.drive();

    assertThat(rehearsal.feature.effects).containsExactly("a/one", "a/two");
    assertThat(rehearsal.events()).anyMatch(e -> e instanceof Event.BlockerReopened);
    assertThat(end.decision()).isEqualTo(Decision.GO);
  }

  @Test
  void final_verification_reopens_what_turned_red_meanwhile() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.reads("up", 1).reads("up", 0).reads("up", 0).reads("up", 1);

    RunState end = rehearsal.drive();

    assertThat(rehearsal.feature.effects.stream().filter("a/one"::equals)).hasSize(2);
    assertThat(end.decision()).isEqualTo(Decision.GO);
  }

  @Test
  void killed_after_any_entry_the_next_start_goes_on_and_repeats_nothing_recorded()
      throws Exception {
    var whole = new Rehearsal(home.resolve("whole"));
    whole.drive();
    List<String> lines = Files.readAllLines(whole.journal());

    for (int kept = 1; kept < lines.size(); kept++) {
      var rehearsal = new Rehearsal(home.resolve("kill-" + kept));
      Files.createDirectories(rehearsal.journal().getParent());
      Files.write(rehearsal.journal(), lines.subList(0, kept));
      Set<String> recorded = recordedSteps(rehearsal.events());

      RunState end = rehearsal.drive();

      assertThat(end.decision()).as("killed after entry %s", kept).isEqualTo(Decision.GO);
      assertThat(rehearsal.feature.effects)
          .as("killed after entry %s", kept)
          .noneMatch(recorded::contains);
      assertThat(recordedSteps(rehearsal.events())).hasSize(8);
    }
  }

  @Test
  void forty_eight_hours_pass_with_every_checkpoint_judged() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.reads("rate", 0);
    rehearsal.drive();
    for (int hour = 6; hour <= 48; hour += 6) {
      rehearsal.time.tick(Duration.ofHours(6));
      rehearsal.drive();
    }

    RunState end = rehearsal.drive();

    assertThat(end.decision()).isEqualTo(Decision.NO_GO);
    assertThat(end.checkpoints().keySet()).containsExactlyInAnyOrder("6h", "18h", "36h", "48h");
    assertThat(end.checkpoints().get("6h").met()).isTrue();
    assertThat(end.checkpoints().get("18h").met()).isFalse();
    assertThat(end.checkpoints().get("18h").reason()).contains("B-2 is failed");
    assertThat(end.checkpoints().get("36h").met()).isFalse();
    assertThat(end.reasons()).anyMatch(reason -> reason.contains("time box"));
  }

  @Test
  void a_fault_inside_a_feature_is_a_failure_and_not_the_end_of_the_run() throws Exception {
    var rehearsal = new Rehearsal(home);
    rehearsal.feature.step(
        "a/one",
        in -> {
          throw new IllegalStateException("boom");
        });

    RunState end = rehearsal.drive();

    assertThat(end.blocker("B-1").status()).isEqualTo(Status.FAILED);
    assertThat(end.blocker("B-1").note()).contains("boom");
  }

  @Test
  void a_stopped_run_says_so_and_goes_on_later() throws Exception {
    var rehearsal = new Rehearsal(home);
    Thread self = Thread.currentThread();
    rehearsal.feature.step(
        "a/one",
        in -> {
          self.interrupt();
          try {
            Thread.currentThread().join();
          } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
          }
          return StepResult.Done.of("too late");
        });

    assertThatThrownBy(rehearsal::drive).isInstanceOf(InterruptedException.class);

    assertThat(rehearsal.events().getLast()).isInstanceOf(Event.RunStopped.class);
    assertThat(rehearsal.drive().decision()).isEqualTo(Decision.GO);
  }

  private static Set<String> recordedSteps(List<Event> events) {
    var steps = new HashSet<String>();
    for (Event event : events) {
      if (event instanceof Event.StepSucceeded done) {
        steps.add(done.step().task() + "/" + done.step().step());
      }
    }
    return steps;
  }
}
