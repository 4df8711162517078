package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.plan.Plan;
import io.nuwa.emergency.plan.PlanReader;
import io.nuwa.emergency.run.Decision;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyGatesTest {
  @TempDir private Path home;
  private Workbench bench;

  @BeforeEach
  void prepare() {
    bench = new Workbench(home);
  }

  private StatusView verify() throws InterruptedException {
    return new VerifyGates(bench.workplace, bench.catalog(), bench.time).verify(bench.plan());
  }

  @Test
  void a_go_that_still_holds_is_repeated_as_measured() throws Exception {
    bench.execute();

    StatusView view = verify();

    assertThat(view.measuredNow()).isTrue();
    assertThat(view.allVerified()).isTrue();
    assertThat(view.decision()).isEqualTo(Decision.GO);
    assertThat(view.warnings()).isEmpty();
  }

  @Test
  void a_go_that_does_not_hold_is_not_repeated_and_nothing_is_written() throws Exception {
    bench.feature.reads("b", 1).reads("b", 1).reads("b", 0);
    bench.execute();
    byte[] journal = Files.readAllBytes(bench.memory().journal());

    StatusView view = verify();

    assertThat(view.allVerified()).isFalse();
    assertThat(view.decision()).isEqualTo(Decision.UNDECIDED);
    assertThat(view.warnings()).containsExactly("the recorded GO does not hold now: B-2");
    assertThat(Files.readAllBytes(bench.memory().journal())).isEqualTo(journal);
  }

  @Test
  void a_blocker_that_the_plan_does_not_have_was_not_measured_and_is_not_verified()
      throws Exception {
    bench.execute();
    Plan builtIn =
        PlanReader.read(
            "(built-in) promptx/plan.yaml",
            Workbench.PLAN.replace("plan: bench", "plan: week-2").replace("B-3", "B-9"),
            bench.catalog().vocabulary());

    StatusView view = new VerifyGates(bench.workplace, bench.catalog(), bench.time).verify(builtIn);

    assertThat(view.blockers())
        .filteredOn(blocker -> blocker.id().equals("B-3"))
        .extracting(StatusView.BlockerView::verified)
        .containsExactly(false);
    assertThat(view.allVerified()).isFalse();
    assertThat(view.decision()).isEqualTo(Decision.UNDECIDED);
  }
}
