package io.nuwa.emergency.resource;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.failure.Finding;
import io.nuwa.emergency.failure.Finding.State;
import io.nuwa.emergency.plan.Values;
import io.nuwa.emergency.step.Progress;
import io.nuwa.emergency.step.StepInput;
import io.nuwa.emergency.time.TickedTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckupsTest {
  private static final long GIB = 1L << 30;

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"3, GOOD", "2, GOOD", "1, DOUBTFUL", "0, BAD"})
  void a_disk_is_judged_by_what_is_free(long gib, State state) {
    Finding finding = DiskCheckup.finding(folder, gib * GIB, false);
    assertThat(finding.state()).isEqualTo(state);
    assertThat(finding.text()).contains(folder.toString());
  }

  @Test
  void a_read_only_disk_is_bad_however_empty() {
    assertThat(DiskCheckup.finding(folder, 9 * GIB, true).state()).isEqualTo(State.BAD);
  }

  @Test
  void each_disk_is_named_once_and_missing_storage_is_no_fault() {
    assertThat(new DiskCheckup(folder, folder.resolve("no-root")).look(input())).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"10, 100, GOOD", "9, 100, DOUBTFUL", "0, 0, UNKNOWN"})
  void memory_above_ninety_percent_is_doubtful(long available, long total, State state) {
    assertThat(MemoryCheckup.finding(available, total).state()).isEqualTo(state);
  }

  @Test
  void the_memory_of_this_machine_is_measured() {
    Finding finding = new MemoryCheckup().look(input()).getFirst();
    assertThat(finding.state()).isIn(State.GOOD, State.DOUBTFUL);
    assertThat(finding.text()).matches("\\d+\\.\\d of \\d+\\.\\d GiB are available");
  }

  @Test
  void an_old_java_is_bad() {
    assertThat(ProgramsCheckup.java(25).state()).isEqualTo(State.GOOD);
    assertThat(ProgramsCheckup.java(21).state()).isEqualTo(State.BAD);
  }

  @Test
  void a_browser_is_looked_for_on_the_path() throws Exception {
    String path = "/nowhere:" + folder;
    assertThat(new ProgramsCheckup(path).look(input()))
        .extracting(Finding::state)
        .containsExactly(State.GOOD, State.DOUBTFUL);

    Path browser = Files.createFile(folder.resolve("chromium"));
    assertThat(browser.toFile().setExecutable(true)).isTrue();

    List<Finding> findings = new ProgramsCheckup(path).look(input());
    assertThat(findings.getLast().state()).isEqualTo(State.GOOD);
    assertThat(findings.getLast().text()).contains(browser.toString());
  }

  private static StepInput input() {
    var time = TickedTime.at("2026-01-01T00:00:00Z");
    return new StepInput(
        "look",
        new Values(Map.of(), Map.of()),
        time.instant().plus(Duration.ofMinutes(1)),
        time,
        Progress.SILENT);
  }
}
