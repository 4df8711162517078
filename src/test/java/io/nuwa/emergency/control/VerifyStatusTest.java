package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.memory.RunLock;
import io.nuwa.emergency.run.Decision;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was measured for one who asked is what the next one hears. */
class VerifyStatusTest {
  @TempDir private Path home;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(home);
  }

  private StatusView verify() throws InterruptedException {
    return new VerifyStatus(bench.workplace, bench.catalog(), bench.time, (entry, state) -> {})
        .verify(bench.plan());
  }

  @Test
  void a_red_gate_is_recorded_and_nobody_says_go_afterwards() throws InterruptedException {
    bench.feature.reads("b", 1).reads("b", 1).reads("b", 0);
    bench.execute();
    bench.feature.effects.clear();

    StatusView view = verify();

    assertThat(view.measuredNow()).isTrue();
    assertThat(view.allVerified()).isFalse();
    assertThat(bench.status().decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(bench.status().blockers().get(1).status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(bench.feature.effects).as("nothing is mended").isEmpty();
  }

  @Test
  void what_is_green_again_is_resolved_again() throws InterruptedException {
    bench.feature.reads("b", 1).reads("b", 1).reads("b", 0).reads("b", 1);
    bench.execute();
    verify();

    assertThat(verify().decision()).isEqualTo(Decision.GO);
    assertThat(bench.status().allVerified()).isTrue();
  }

  @Test
  void readings_are_as_old_as_they_are() throws InterruptedException {
    bench.execute();
    bench.time.tick(Duration.ofHours(7));
    assertThat(bench.status().measuredAt())
        .contains(bench.time.instant().minus(Duration.ofHours(7)));

    verify();

    assertThat(bench.status().measuredAt()).contains(bench.time.instant());
  }

  @Test
  void while_another_process_works_it_measures_and_says_that_it_records_nothing() throws Exception {
    bench.execute();
    byte[] journal = Files.readAllBytes(bench.memory().journal());
    try (RunLock _ = RunLock.take(bench.memory(), "execute")) {
      StatusView view = verify();

      assertThat(view.allVerified()).isTrue();
      assertThat(view.warnings().getLast()).startsWith("what was measured could not be recorded: ");
    }
    assertThat(Files.readAllBytes(bench.memory().journal())).isEqualTo(journal);
  }

  @Test
  void a_line_that_was_changed_is_found_by_its_chain_and_nothing_is_believed() throws Exception {
    bench.execute();
    Path journal = bench.memory().journal();
    String changed = Files.readString(journal).replaceFirst("a reads 1", "a reads 9");
    Files.writeString(journal, changed);

    StatusView view = verify();

    assertThat(view.allVerified()).isFalse();
    assertThat(view.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(view.warnings().getFirst()).contains("is damaged at line");
    assertThat(journal).as("only execute sets it aside").hasContent(changed);
  }

  @Test
  void a_journal_that_is_torn_behind_the_go_is_no_go() throws Exception {
    bench.execute();
    Files.writeString(bench.memory().journal(), "{\"seq\":", StandardOpenOption.APPEND);

    assertThat(bench.status().decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(bench.status().verified()).isZero();
  }

  @Test
  void evidence_that_was_changed_is_told() throws Exception {
    bench.feature.reads("a", 1);
    bench.execute();
    try (Stream<Path> files = Files.list(bench.memory().evidence())) {
      Files.writeString(files.findFirst().orElseThrow(), "by hand");
    }

    assertThat(verify().warnings())
        .anyMatch(warning -> warning.contains("evidence that is not what it was"));
  }

  @Test
  void before_a_run_nothing_is_begun() throws InterruptedException {
    StatusView view = verify();

    assertThat(view.measuredNow()).isTrue();
    assertThat(view.allVerified()).isFalse();
    assertThat(bench.memory().journal()).doesNotExist();
  }

  @Test
  void a_final_decision_is_not_made_again() throws InterruptedException {
    bench.execute();
    bench.time.tick(Duration.ofHours(49));
    bench.execute();
    int before =
        bench.events().stream().filter(Event.DecisionMade.class::isInstance).toList().size();

    verify();

    assertThat(bench.events()).filteredOn(Event.DecisionMade.class::isInstance).hasSize(before);
  }
}
