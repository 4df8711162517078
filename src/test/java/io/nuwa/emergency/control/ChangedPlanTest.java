package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.RunState;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was done and measured under other words proves nothing for the plan as it reads now. */
class ChangedPlanTest {
  private static final String OTHER_TASK = "tasks: [{id: b2, kind: scripted}]";
  private static final String TASK = "tasks: [{id: b, kind: scripted}]";
  private static final String GATE =
      "gates: [{id: b, probe: scripted, success: \"== 1\", alert: \"< 1\"}]";

  @TempDir private Path home;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(home);
  }

  private static String without(String id) {
    int begin = Workbench.PLAN.indexOf("  - id: " + id);
    int end = Workbench.PLAN.indexOf("  - id: ", begin + 1);
    return Workbench.PLAN.substring(0, begin)
        + Workbench.PLAN.substring(end < 0 ? Workbench.PLAN.indexOf("ladders:") : end);
  }

  @Test
  void other_words_for_people_leave_a_go_as_it_is() throws InterruptedException {
    bench.execute();
    bench.planText(Workbench.PLAN.replace("title of B-2", "else") + "# a comment\n");

    assertThat(bench.status().allVerified()).isTrue();
    assertThat(bench.status().decision()).isEqualTo(Decision.GO);
    assertThat(bench.status().warnings()).isEmpty();
  }

  @Test
  void other_tasks_have_to_run_before_the_blocker_counts() throws InterruptedException {
    bench.execute();
    bench.planText(Workbench.PLAN.replace(TASK, OTHER_TASK));

    StatusView before = bench.status();
    assertThat(before.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(before.blockers())
        .extracting(StatusView.BlockerView::verified)
        .containsExactly(true, false, true);
    assertThat(before.warnings().getFirst()).startsWith("B-2: its tasks");
    bench.feature.effects.clear();
    RunState after = bench.execute().state();

    assertThat(bench.feature.effects).containsExactly("b2/one", "b2/two");
    assertThat(after.decision()).isEqualTo(Decision.GO);
    assertThat(bench.notices).anyMatch(notice -> notice.startsWith("B-2: its tasks"));
    assertThat(bench.status().allVerified()).isTrue();
  }

  @Test
  void another_threshold_is_measured_and_costs_no_task() throws InterruptedException {
    bench.execute();
    bench.planText(Workbench.PLAN.replace(GATE, GATE.replace("== 1", ">= 1")));

    assertThat(bench.status().allVerified()).isFalse();
    bench.feature.effects.clear();
    RunState after = bench.execute().state();

    assertThat(bench.feature.effects).isEmpty();
    assertThat(after.decision()).isEqualTo(Decision.GO);
  }

  @Test
  void a_gate_that_is_new_keeps_its_blocker_open_until_it_passes() throws InterruptedException {
    bench.execute();
    bench.planText(
        Workbench.PLAN.replace(
            GATE,
            GATE.replace(
                "}]", "}, {id: more, probe: scripted, success: \"== 1\", alert: \"< 1\"}]")));
    bench.feature.reads("more", 0);

    assertThat(bench.execute().outcome()).isEqualTo(Outcome.NOT_RESOLVED);
    assertThat(bench.status().decision()).isEqualTo(Decision.UNDECIDED);
  }

  @Test
  void a_failed_blocker_that_the_plan_drops_is_told_by_everybody() throws InterruptedException {
    bench.feature.reads("c", 0);
    bench.execute();
    bench.planText(without("B-3"));

    StatusView verified =
        new VerifyStatus(bench.workplace, bench.catalog(), bench.time, (entry, state) -> {})
            .verify(bench.plan());
    assertThat(verified.allVerified()).isFalse();
    assertThat(verified.blockers()).hasSize(3);
    assertThat(bench.status().warnings())
        .contains("B-3 is not in the plan any more: it was failed, and nothing measures it now");
    RunState after = bench.execute().state();

    assertThat(after.blockers()).containsOnlyKeys("B-1", "B-2");
    assertThat(after.reasons()).contains("B-3 was failed when it was dropped from the plan");
    assertThat(bench.notices).anyMatch(notice -> notice.startsWith("B-3 is not in the plan"));
  }

  @Test
  void a_dropped_blocker_that_comes_back_is_as_it_was() throws InterruptedException {
    bench.feature.reads("c", 0);
    bench.execute();
    bench.planText(without("B-3"));
    bench.execute();
    bench.planText(Workbench.PLAN);

    RunState again = bench.execute("B-1").state();

    assertThat(again.blocker("B-3").status()).isEqualTo(Status.FAILED);
    assertThat(again.adopted().dropped()).isEmpty();
  }

  @Test
  void a_blocker_that_the_plan_adds_is_shown_as_never_worked_on() throws InterruptedException {
    bench.planText(without("B-3"));
    bench.execute();
    bench.planText(Workbench.PLAN);

    StatusView view = bench.status();

    assertThat(view.blockers())
        .extracting(StatusView.BlockerView::status)
        .containsExactly(Status.RESOLVED, Status.RESOLVED, Status.PENDING);
    assertThat(view.allVerified()).isFalse();
    assertThat(view.decision()).isEqualTo(Decision.UNDECIDED);
  }

  @Test
  void a_port_that_the_plan_changes_takes_its_value_and_the_tasks_run()
      throws InterruptedException {
    bench.execute();
    bench.planText(Workbench.PLAN.replace("web: 8000", "web: 8100"));
    bench.feature.effects.clear();

    RunState after = bench.execute().state();

    assertThat(after.facts()).containsEntry("port.web", "8100");
    assertThat(bench.feature.effects).contains("a/one", "b/one", "c/one");
  }

  @Test
  void a_port_that_a_remedy_moved_follows_the_plan_when_that_is_changed()
      throws InterruptedException {
    bench.feature.step(
        "a/one", in -> new StepResult.Done("moved", Map.of("port.web", "18000"), List.of()));
    bench.execute();
    bench.planText(Workbench.PLAN.replace("web: 8000", "web: 8000, api: 9000"));
    assertThat(bench.execute().state().facts()).containsEntry("port.web", "18000");
    bench.planText(Workbench.PLAN.replace("web: 8000", "web: 8100, api: 9000"));

    assertThat(bench.execute().state().facts()).containsEntry("port.web", "8100");
  }

  @Test
  void a_journal_belongs_to_its_plan_and_another_changes_nothing_of_it() throws Exception {
    bench.execute();
    byte[] journal = Files.readAllBytes(bench.memory().journal());
    bench.planText(Workbench.PLAN.replace("plan: bench", "plan: payments"));

    assertThatThrownBy(bench::execute)
        .isInstanceOf(OtherPlanException.class)
        .hasMessageContaining("is of the plan 'bench', and the plan is 'payments'");

    assertThat(Files.readAllBytes(bench.memory().journal())).isEqualTo(journal);
    assertThat(bench.status().allVerified()).isFalse();
    assertThat(bench.status().decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(bench.fresh().outcome()).isEqualTo(Outcome.DONE);
  }
}
