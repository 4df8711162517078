package io.nuwa.emergency.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.control.DiagnosisCase.Testimony;
import io.nuwa.emergency.failure.FailureClass;
import io.nuwa.emergency.memory.EvidenceStore;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.run.EvidenceRef;
import io.nuwa.emergency.run.FailureNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a folder of evidence that leads nowhere, so that nobody can tell what is in it. */
class UnreadableEvidenceTest {
  @TempDir private Path home;
  private Workbench bench;
  private EvidenceRef reference;

  @BeforeEach
  void runOnce() throws InterruptedException {
    bench = new Workbench(home);
    bench.feature.reads("a", 1);
    bench.execute();
    reference = new EvidenceStore(bench.memory()).keep("ports.txt", "every port is free");
  }

  @Test
  void a_report_says_why_it_could_not_look_at_the_evidence() throws IOException {
    assertThat(collected().kept()).contains(reference.sha256());
    assertThat(collected().unreadable()).isEmpty();

    leadNowhere();

    assertThat(collected().kept()).isEmpty();
    assertThat(collected().unreadable().orElseThrow()).contains("Too many levels");
  }

  @Test
  void a_report_without_any_evidence_has_nothing_that_is_unreadable() throws IOException {
    Files.move(bench.memory().evidence(), home.resolve("elsewhere"));

    assertThat(collected().unreadable()).isEmpty();
  }

  @Test
  void a_diagnosis_says_which_testimony_cannot_be_read() throws IOException {
    assertThat(testimony().text()).isEqualTo("every port is free");

    leadNowhere();
    assertThat(testimony().text()).contains("cannot read the evidence", "Too many levels");

    Files.delete(bench.memory().evidence());
    assertThat(testimony().text()).isEqualTo("not kept any more as it was\n");
  }

  private void leadNowhere() throws IOException {
    Path evidence = bench.memory().evidence();
    Files.move(evidence, home.resolve("elsewhere"));
    Files.createSymbolicLink(evidence, evidence);
  }

  private ReportCase collected() {
    return new CollectReport(bench.workplace).collect(bench.plan(), bench.time.instant());
  }

  private Testimony testimony() {
    var failure =
        new FailureNote(FailureClass.NOT_READY, "not ready", Map.of(), Optional.of(reference));
    var taken = new Event.DiagnosisTaken("B-1", failure, List.of(reference));
    return new TakeDiagnosis(bench.workplace, bench.catalog(), bench.time)
        .recorded(bench.plan(), taken, bench.time.instant())
        .testimony()
        .getFirst();
  }
}
