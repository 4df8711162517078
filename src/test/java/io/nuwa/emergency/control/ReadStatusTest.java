package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Status;
import io.nuwa.emergency.run.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadStatusTest {
  private static final Instant START = Instant.parse("2026-01-05T20:00:00Z");

  @TempDir private Path home;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(home);
  }

  @Test
  void before_any_run_the_plan_is_shown_and_nothing_is_claimed() {
    StatusView view = bench.status();

    assertThat(view.run()).isEmpty();
    assertThat(view.startedAt()).isEmpty();
    assertThat(view.nextCheck()).isEmpty();
    assertThat(view.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(view.blockers())
        .extracting(StatusView.BlockerView::id)
        .containsExactly("B-1", "B-2", "B-3");
    assertThat(view.blockers())
        .allSatisfy(
            blocker -> {
              assertThat(blocker.status()).isEqualTo(Status.PENDING);
              assertThat(blocker.claimed()).isFalse();
            });
    assertThat(view.allVerified()).isFalse();
    assertThat(bench.memory().folder()).doesNotExist();
  }

  @Test
  void a_claim_counts_as_resolved_and_never_as_verified() {
    bench.put(
        "promptx/memory/blocker-B2-status.json",
        "{\"blocker\": \"b2\", \"status\": \"resolved\", \"resolved_at\":"
            + " \"2025-06-16T20:00:03+08:00\", \"resolved_by\": \"executor\"}");

    StatusView view = bench.status();

    StatusView.BlockerView claimed = view.blockers().get(1);
    assertThat(claimed.status()).isEqualTo(Status.RESOLVED);
    assertThat(claimed.claimed()).isTrue();
    assertThat(claimed.verified()).isFalse();
    assertThat(claimed.resolvedAt()).contains(Instant.parse("2025-06-16T12:00:03Z"));
    assertThat(claimed.resolvedBy()).contains("executor");
    assertThat(claimed.note()).contains("blocker-B2-status.json");
    assertThat(view.resolved()).isEqualTo(1);
    assertThat(view.allVerified()).isFalse();
  }

  @Test
  void a_file_that_cannot_be_read_is_an_error_when_nothing_else_tells() {
    Path file = bench.put("promptx/memory/blocker-B-1-status.json", "{");

    assertThatThrownBy(bench::status)
        .isInstanceOf(ReadStatus.UnreadableStateException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("left as it is");
    assertThat(file).hasContent("{");
  }

  @Test
  void a_run_whose_plan_cannot_be_read_is_shown_and_not_believed() throws InterruptedException {
    bench.execute();

    StatusView view =
        new ReadStatus(bench.workplace, bench.time)
            .read(
                () -> {
                  throw new PlanLoader.MissingPlanException("the plan plan.yaml does not exist");
                });

    assertThat(view.allVerified()).isFalse();
    assertThat(view.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(view.warnings())
        .containsExactly(
            "the plan cannot be read, so the run cannot be compared with it: the plan plan.yaml"
                + " does not exist",
            "the recorded GO does not hold now: B-1, B-2, B-3");
    assertThat(view.startedAt()).contains(START);
    assertThat(view.timeBox()).isEqualTo(Duration.ofHours(48));
    assertThat(view.blockers().getFirst().gates().getFirst().verdict()).contains(Verdict.PASS);
    assertThat(view.measuredNow()).isFalse();
  }

  @Test
  void a_file_that_contradicts_the_journal_is_told_and_not_believed() throws InterruptedException {
    bench.feature.reads("b", 0);
    bench.execute();
    bench.put(
        "promptx/memory/blocker-B-2-status.json", "{\"blocker\":\"B-2\",\"status\":\"resolved\"}");
    bench.put("promptx/memory/blocker-B-3-status.json", "no json");

    StatusView view = bench.status();

    assertThat(view.blockers().get(1).status()).isEqualTo(Status.FAILED);
    assertThat(view.warnings())
        .hasSize(2)
        .anySatisfy(w -> assertThat(w).contains("says B-2 is resolved, the journal says failed"))
        .anySatisfy(w -> assertThat(w).contains("blocker-B-3-status.json cannot be read"));
  }

  @Test
  void a_file_that_agrees_with_the_journal_is_not_worth_a_word() throws InterruptedException {
    bench.execute();
    bench.put(
        "promptx/memory/blocker-B1-status.json", "{\"blocker\":\"B-1\",\"status\":\"resolved\"}");

    assertThat(bench.status().warnings()).isEmpty();
  }

  @Test
  void a_damaged_journal_is_shown_up_to_the_damage() throws InterruptedException, IOException {
    bench.execute();
    Path journal = bench.memory().journal();
    String text = Files.readString(journal);
    Files.writeString(journal, text.substring(0, text.lastIndexOf("{\"seq\"") + 9));

    StatusView view = bench.status();

    assertThat(view.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(view.resolved()).isEqualTo(3);
    assertThat(view.warnings())
        .singleElement()
        .satisfies(w -> assertThat(w).contains(journal.toString(), "emergency execute"));
  }

  @Test
  void the_next_check_is_a_multiple_of_the_interval_from_the_start_and_within_the_box()
      throws InterruptedException {
    bench.execute();

    try (RunLock _ = RunLock.take(bench.memory(), RunLock.Kind.WATCH, "monitor")) {
      assertThat(bench.status().nextCheck()).contains(START.plus(Duration.ofHours(6)));
      bench.time.tick(Duration.ofHours(6));
      assertThat(bench.status().nextCheck()).contains(START.plus(Duration.ofHours(12)));
      bench.time.tick(Duration.ofMinutes(41 * 60 + 59));
      assertThat(bench.status().nextCheck()).contains(START.plus(Duration.ofHours(48)));
      bench.time.tick(Duration.ofMinutes(1));
      assertThat(bench.status().nextCheck()).isEmpty();
    }
  }

  @Test
  void a_clock_that_was_set_back_still_has_a_next_check() throws InterruptedException {
    bench.execute();
    bench.time.tick(Duration.ofHours(-3));

    try (RunLock _ = RunLock.take(bench.memory(), RunLock.Kind.WATCH, "monitor")) {
      assertThat(bench.status().nextCheck()).contains(START.plus(Duration.ofHours(6)));
    }
  }

  @Test
  void where_nobody_watches_no_check_is_promised() throws InterruptedException {
    bench.execute();

    assertThat(bench.status().nextCheck()).isEmpty();
  }
}
