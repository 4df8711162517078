package io.nuwa.emergency.resource.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real files; more room is wanted than any disk has, so that all that may go does. */
class OldLogsTest {
  private static final long EVERYTHING = Long.MAX_VALUE;
  private static final Instant NOW = Instant.parse("2026-01-05T20:00:00Z");
  private static final Instant RUN = NOW.minus(Duration.ofHours(5));

  @TempDir Path home;
  private OldLogs logs;

  @BeforeEach
  void prepare() throws IOException {
    Files.createDirectories(home.resolve("logs"));
    logs = new OldLogs(home, Path.of("/proc"));
  }

  private Path old(String name, Duration age) throws IOException {
    Path file = home.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x".repeat(100));
    Files.setLastModifiedTime(file, FileTime.from(NOW.minus(age)));
    return file;
  }

  private OldLogs.Cleaning clean() throws IOException {
    return logs.until(EVERYTHING, NOW, Optional.of(RUN));
  }

  @Test
  void removes_what_is_old_and_says_how_much() throws IOException {
    Path first = old("logs/a.log", Duration.ofDays(3));
    Path second = old("logs/drill/deep/b.log", Duration.ofDays(2));
    OldLogs.Cleaning cleaning = clean();
    assertThat(first).doesNotExist();
    assertThat(second).doesNotExist();
    assertThat(cleaning.files()).isEqualTo(2);
    assertThat(cleaning.bytes()).isEqualTo(200);
    assertThat(cleaning.text()).startsWith("removed 2 old logs of ours, 200 B; ");
  }

  @Test
  void leaves_the_execution_log_what_is_young_and_what_is_not_a_log_of_ours() throws IOException {
    Path written = old("logs/emergency-execution.log", Duration.ofDays(9));
    Path young = old("logs/young.log", Duration.ofMinutes(9));
    Path journal = old("promptx/memory/journal.jsonl", Duration.ofDays(9));
    Path beside = old("logsx/other.log", Duration.ofDays(9));
    assertThat(clean().files()).isZero();
    assertThat(written).exists();
    assertThat(young).exists();
    assertThat(journal).exists();
    assertThat(beside).exists();
    assertThat(clean().text()).startsWith("no old log of ours could be removed; ");
  }

  @Test
  void leaves_what_keeps_the_folder_in_a_repository() throws IOException {
    Path kept = old("logs/.gitkeep", Duration.ofDays(90));
    FileTime written = Files.getLastModifiedTime(kept);
    Files.write(kept, new byte[0]);
    Files.setLastModifiedTime(kept, written);
    clean();
    assertThat(kept).exists();
  }

  @Test
  void leaves_what_the_present_run_reported_and_takes_what_earlier_ones_did() throws IOException {
    Path own = old("logs/tests/TEST-a.xml", Duration.ofHours(4));
    Path earlier = old("logs/tests/TEST-b.xml", Duration.ofHours(6));
    Path diagnosis = old("logs/diagnoses/x/diagnosis.md", Duration.ofHours(4));
    clean();
    assertThat(own).exists();
    assertThat(diagnosis).exists();
    assertThat(earlier).doesNotExist();
  }

  @Test
  void leaves_every_report_where_nobody_knows_of_a_run() throws IOException {
    Path report = old("logs/reports/r.json", Duration.ofDays(90));
    Path log = old("logs/x.log", Duration.ofDays(90));
    logs.until(EVERYTHING, NOW, Optional.empty());
    assertThat(report).exists();
    assertThat(log).doesNotExist();
  }

  @Test
  void leaves_what_a_process_holds_open() throws IOException {
    Path held = old("logs/monitor.log", Duration.ofDays(9));
    try (InputStream _ = Files.newInputStream(held)) {
      assertThat(clean().files()).isZero();
      assertThat(held).exists();
    }
    assertThat(clean().files()).isEqualTo(1);
  }

  @Test
  void goes_through_no_link_and_removes_none() throws IOException {
    Path elsewhere = old("elsewhere/precious.log", Duration.ofDays(9));
    Path folder = Files.createSymbolicLink(home.resolve("logs/out"), elsewhere.getParent());
    Path file = Files.createSymbolicLink(home.resolve("logs/out.log"), elsewhere);
    assertThat(clean().files()).isZero();
    assertThat(elsewhere).exists();
    assertThat(folder).isSymbolicLink();
    assertThat(file).isSymbolicLink();
  }

  @Test
  void does_not_work_in_a_logs_folder_that_is_itself_a_link() throws IOException {
    Path elsewhere = old("elsewhere/precious.log", Duration.ofDays(9));
    Files.delete(home.resolve("logs"));
    Files.createSymbolicLink(home.resolve("logs"), elsewhere.getParent());
    OldLogs.Cleaning cleaning = clean();
    assertThat(cleaning.files()).isZero();
    assertThat(cleaning.trouble()).isPresent();
    assertThat(elsewhere).exists();
  }

  @Test
  void nothing_goes_while_there_is_room() throws IOException {
    Path log = old("logs/a.log", Duration.ofDays(9));
    assertThat(logs.until(1, NOW, Optional.of(RUN)).files()).isZero();
    assertThat(log).exists();
  }
}
