package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.run.Entry;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.time.TickedTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log whose writer was killed between the record and its line, and one that somebody deleted. */
class MissedLinesTest {
  @TempDir private Path folder;
  private final List<Entry> entries = new ArrayList<>();
  private Path file;
  private List<String> whole;

  @BeforeEach
  void record() throws IOException {
    file = folder.resolve("emergency-execution.log");
    try (ExecutionLog log = log(Language.ZH, ZoneOffset.UTC)) {
      Recording.toldTo(
              (entry, state) -> {
                entries.add(entry);
                log.recorded(entry, state);
              })
          .record(new Event.StepStarted(Recording.UP, 1))
          .record(new Event.RunResumed(7, "work was in flight"))
          .record(new Event.StepStarted(Recording.UP, 1))
          .record(new Event.StepSucceeded(Recording.UP, "up", Map.of(), List.of()));
    }
    whole = Files.readAllLines(file);
  }

  private ExecutionLog log(Language language, ZoneId zone) {
    return new ExecutionLog(
        file,
        new Narration(language, zone),
        new TickedTime(Recording.START),
        fault -> {
          throw new AssertionError(fault);
        });
  }

  private List<String> takenUp(Language language, ZoneId zone) throws IOException {
    try (ExecutionLog log = log(language, zone)) {
      log.takenUp(Optional.empty(), entries);
    }
    return Files.readAllLines(file);
  }

  @Test
  void whatever_lines_are_missing_at_the_end_are_written() throws IOException {
    for (int kept = 0; kept <= whole.size(); kept++) {
      Files.write(file, whole.subList(0, kept));
      assertThat(takenUp(Language.ZH, ZoneOffset.UTC)).as("kept %s", kept).isEqualTo(whole);
    }
  }

  @Test
  void a_log_that_was_deleted_comes_back_the_same() throws IOException {
    Files.delete(file);
    assertThat(takenUp(Language.ZH, ZoneOffset.UTC)).isEqualTo(whole);
  }

  @Test
  void one_that_is_missing_in_the_middle_is_written_once_though_another_reads_the_same()
      throws IOException {
    var holed = new ArrayList<>(whole);
    holed.remove(2);
    Files.write(file, holed);

    assertThat(takenUp(Language.ZH, ZoneOffset.UTC))
        .hasSameSizeAs(whole)
        .containsExactlyInAnyOrderElementsOf(whole);
  }

  @Test
  void torn_lines_progress_and_earlier_runs_do_not_confuse_it() throws IOException {
    var lines = new ArrayList<>(List.of("earlier", whole.get(0), whole.get(1)));
    lines.addAll(whole.subList(0, 3));
    lines.add("2026-11-22 12:00:04 B-1 部署验证 … deploy/up: 50% pulling");
    lines.add(whole.get(3));
    Files.writeString(file, String.join("\n", lines) + "\n" + whole.get(4).substring(0, 25));

    assertThat(takenUp(Language.ZH, ZoneOffset.UTC))
        .hasSize(lines.size() + 1 + 2)
        .startsWith(lines.toArray(new String[0]))
        .endsWith(whole.get(4), whole.get(5));
  }

  @Test
  void another_language_or_zone_tells_nothing_twice() throws IOException {
    assertThat(takenUp(Language.EN, ZoneId.of("Asia/Shanghai"))).isEqualTo(whole);
  }
}
