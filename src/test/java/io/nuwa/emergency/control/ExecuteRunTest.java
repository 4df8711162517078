package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.failure.Failure;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.Measurement;
import io.nuwa.emergency.step.StepResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecuteRunTest {
  @TempDir private Path home;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(home);
  }

  @Test
  void everything_green_is_done_and_go() throws InterruptedException {
    ExecuteRun.Result result = bench.execute();

    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(result.state().decision()).isEqualTo(Decision.GO);
    assertThat(result.state().run()).isEqualTo("bench-1767643200");
    assertThat(bench.feature.effects)
        .containsExactly("a/one", "a/two", "b/one", "b/two", "c/one", "c/two");
    assertThat(bench.told).hasSameSizeAs(bench.events());
    assertThat(bench.notices).isEmpty();
    assertThat(RunLock.holder(bench.memory())).isEmpty();
  }

  @Test
  void a_red_gate_is_not_resolved_and_what_waits_for_it_is_told() throws InterruptedException {
    bench.feature.reads("a", 0);

    ExecuteRun.Result result = bench.execute();

    assertThat(result.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(result.state().decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(bench.notices)
        .containsExactly(
            "B-2 was left alone: it needs B-1, which is failed",
            "B-3 was left alone: it needs B-2, which is pending");
  }

  @Test
  void what_was_named_without_its_needs_is_left_alone_with_the_command_that_helps()
      throws InterruptedException {
    ExecuteRun.Result result = bench.execute("B-3");

    assertThat(result.outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(bench.feature.effects).isEmpty();
    assertThat(bench.notices)
        .containsExactly(
            "B-3 was left alone: it needs B-2, which is pending;"
                + " try 'emergency execute B-1 B-2 B-3'");
  }

  @Test
  void what_was_named_is_done_when_it_is_resolved_whatever_the_others_are()
      throws InterruptedException {
    assertThat(bench.execute("B-1").outcome()).isEqualTo(Outcome.DONE);
    assertThat(bench.execute("B-2").outcome()).isEqualTo(Outcome.DONE);
    assertThat(bench.status().resolved()).isEqualTo(2);
    assertThat(bench.notices).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "UNKNOWN, NOT_RESOLVED",
    "NOT_READY, NOT_RESOLVED",
    "CONFIGURATION, CONFIGURATION",
    "PERMISSION, ENVIRONMENT",
    "ENGINE_MISSING, ENVIRONMENT",
    "NO_SPACE, ENVIRONMENT"
  })
  void the_class_that_no_remedy_helped_says_how_it_ended(FailureClass kind, Outcome outcome)
      throws InterruptedException {
    bench.planText(
        Workbench.PLAN.replace("not-ready: []", "not-ready: [], permission: [], no-space: []"));
    bench.feature.failing("a/one", kind);

    assertThat(bench.execute().outcome()).isEqualTo(outcome);
  }

  @Test
  void a_second_execution_goes_on_in_the_same_run() throws InterruptedException {
    bench.feature.reads("b", 0).reads("b", 1);
    String run = bench.execute().state().run();
    bench.time.tick(Duration.ofHours(1));

    ExecuteRun.Result again = bench.execute();

    assertThat(again.outcome()).isEqualTo(Outcome.DONE);
    assertThat(again.state().run()).isEqualTo(run);
    assertThat(bench.events()).filteredOn(Event.RunResumed.class::isInstance).hasSize(1);
    assertThat(bench.feature.effects).filteredOn("a/one"::equals).hasSize(1);
  }

  @Test
  void a_changed_plan_is_adopted_and_moved_ports_stay_moved() throws InterruptedException {
    bench.feature.step(
        "a/one", in -> new StepResult.Done("moved", Map.of("port.web", "18000"), List.of()));
    bench.execute();
    bench.planText(
        Workbench.PLAN.replace("title: Bench", "title: Other").replace("8000", "8000, api: 9000"));

    RunState state = bench.execute().state();

    assertThat(state.title()).isEqualTo("Other");
    assertThat(state.facts()).containsEntry("port.web", "18000").containsEntry("port.api", "9000");
    assertThat(state.decision()).isEqualTo(Decision.GO);
  }

  @Test
  void fresh_begins_a_new_run_and_keeps_the_journal_before() throws Exception {
    String first = bench.execute().state().run();
    byte[] journal = Files.readAllBytes(bench.memory().journal());
    bench.time.tick(Duration.ofHours(5));

    RunState state = bench.fresh().state();

    assertThat(state.run()).isNotEqualTo(first);
    assertThat(state.startedAt()).isEqualTo(bench.time.instant());
    assertThat(bench.memory().folder().resolve("journal-" + first + ".jsonl"))
        .hasBinaryContent(journal);
    assertThat(bench.notices).singleElement().asString().contains("journal-" + first);
  }

  @Test
  void fresh_without_a_run_before_is_a_first_run() throws InterruptedException {
    assertThat(bench.fresh().outcome()).isEqualTo(Outcome.DONE);
    assertThat(bench.notices).isEmpty();
  }

  @Test
  void after_the_deadline_nothing_is_begun_and_the_decision_is_no_go() throws InterruptedException {
    bench.feature.reads("b", 0);
    bench.execute();
    int effects = bench.feature.effects.size();
    bench.time.tick(Duration.ofHours(48));
    bench.notices.clear();

    ExecuteRun.Result result = bench.execute();

    assertThat(result.outcome()).isEqualTo(Outcome.LATE);
    assertThat(result.state().decision()).isEqualTo(Decision.NO_GO);
    assertThat(bench.feature.effects).hasSize(effects);
    assertThat(bench.notices)
        .singleElement()
        .asString()
        .contains("2026-01-07T20:00:00Z", "--fresh");
  }

  @Test
  void after_the_deadline_a_named_blocker_is_late_too() throws InterruptedException {
    bench.feature.reads("b", 0);
    bench.execute();
    bench.time.tick(Duration.ofHours(48));

    assertThat(bench.execute("B-2").outcome()).isEqualTo(Outcome.LATE);
  }

  @Test
  void what_was_resolved_in_time_but_is_red_at_the_decision_is_no_go() throws InterruptedException {
    bench.execute("B-1");
    bench.execute("B-2");
    bench.feature.reads("c", 1).reads("c", 0);
    bench.execute("B-3");
    bench.time.tick(Duration.ofHours(49));

    ExecuteRun.Result result = bench.execute();

    assertThat(result.state().decision()).isEqualTo(Decision.NO_GO);
    assertThat(result.state().blocker("B-3").status()).isNotEqualTo(Status.RESOLVED);
    assertThat(result.outcome()).isEqualTo(Outcome.LATE);
  }

  @Test
  void what_is_still_green_after_the_deadline_was_resolved_in_time() throws InterruptedException {
    bench.execute("B-1", "B-2", "B-3");
    bench.time.tick(Duration.ofHours(49));

    assertThat(bench.execute().state().decision()).isEqualTo(Decision.GO);
  }

  @Test
  void a_held_lock_is_told_and_nothing_is_done() throws InterruptedException {
    try (RunLock lock = RunLock.take(bench.memory(), "monitor")) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(bench::execute)
          .isInstanceOf(RunLock.HeldException.class)
          .hasMessageContaining("monitor");
    }
    assertThat(bench.feature.effects).isEmpty();
    assertThat(bench.memory().journal()).doesNotExist();
  }

  @Test
  void a_damaged_journal_is_kept_and_the_run_goes_on() throws Exception {
    bench.execute();
    String whole = Files.readString(bench.memory().journal());
    Files.writeString(bench.memory().journal(), whole + "garbage");

    ExecuteRun.Result result = bench.execute();

    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(bench.notices).singleElement().asString().contains("damaged", "kept as");
    assertThat(bench.namesInMemory()).anyMatch(name -> name.startsWith("journal.jsonl.damaged-"));
    assertThat(Files.readString(bench.memory().journal())).startsWith(whole);
  }

  @Test
  void files_of_others_are_kept_before_a_first_run_writes_its_own() throws IOException {
    String name = "promptx/memory/blocker-B-1-status.json";
    String claim = "{\"blocker\":\"B-1\",\"status\":\"resolved\"}";
    bench.put(name, claim);
    bench.feature.reads("a", new Measurement.Unmeasured(Failure.of(FailureClass.UNKNOWN, "?", "")));

    assertThat(bench.memory().folder().resolve("claimed")).doesNotExist();
    run();

    assertThat(bench.memory().folder().resolve("claimed/blocker-B-1-status.json"))
        .hasContent(claim);
    assertThat(Files.readString(home.resolve(name))).contains("\"failed\"");
    assertThat(bench.notices.getFirst()).contains("blocker-B-1-status.json", "claimed");
  }

  private void run() {
    try {
      bench.execute();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_stop_is_recorded_and_the_lock_is_free_again() throws InterruptedException {
    bench.feature.step(
        "b/one",
        in -> {
          throw new AssertionError("never reached");
        });
    Thread.currentThread().interrupt();

    assertThatThrownBy(bench::execute).isInstanceOf(InterruptedException.class);

    assertThat(bench.events().getLast()).isInstanceOf(Event.RunStopped.class);
    assertThat(bench.feature.effects).doesNotContain("b/one");
    assertThat(RunLock.holder(bench.memory())).isEmpty();
  }
}
