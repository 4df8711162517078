package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.memory.JournalReader;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.step.StepResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClockSetBackTest {
  private static final Instant START = Instant.parse("2026-01-05T20:00:00Z");

  @TempDir private Path home;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(home);
  }

  private List<Instant> times() {
    return JournalReader.read(bench.memory().journal()).entries().stream().map(Entry::at).toList();
  }

  @Test
  void between_two_starts_it_moves_no_record_back_and_is_said() throws InterruptedException {
    bench.feature.reads("b", 0).reads("b", 1);
    bench.execute();
    bench.time.set(START.minus(Duration.ofDays(400)));

    ExecuteRun.Result result = bench.execute();

    assertThat(result.outcome()).isEqualTo(Outcome.DONE);
    assertThat(result.state().startedAt()).isEqualTo(START);
    assertThat(times()).isSorted().contains(START);
    assertThat(bench.notices)
        .filteredOn(notice -> notice.startsWith("the clock reads 2024-12-01T20:00:00Z"))
        .singleElement()
        .asString()
        .contains("2026-01-05T20:00:00Z", "--fresh");
  }

  @Test
  void in_the_middle_of_a_run_the_deadline_still_comes() throws InterruptedException {
    bench.feature.step(
        "b/one",
        in -> {
          bench.time.set(START.minus(Duration.ofDays(30)));
          bench.time.tick(Duration.ofHours(49));
          return StepResult.Done.of("the clock was set back, and two days went by");
        });
    bench.feature.reads("c", 0);

    ExecuteRun.Result result = bench.execute();

    assertThat(result.outcome()).isEqualTo(Outcome.LATE);
    assertThat(result.state().decision()).isEqualTo(Decision.NO_GO);
    assertThat(times()).isSorted().endsWith(START.plus(Duration.ofHours(49)));
  }

  @Test
  void a_small_adjustment_is_not_worth_a_word() throws InterruptedException {
    bench.execute();
    bench.time.set(START.minusMillis(300));

    bench.execute();

    assertThat(bench.notices).isEmpty();
    assertThat(times()).isSorted();
    assertThat(bench.events()).filteredOn(Event.RunResumed.class::isInstance).hasSize(1);
  }
}
