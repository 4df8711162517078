package io.nuwa.emergency.panel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nuwa.emergency.files.FaultyDisk;
import io.nuwa.emergency.run.Event;
import io.nuwa.emergency.time.TickedTime;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

final class ExecutionLogTest {
  @TempDir private Path folder;

  private final TickedTime time = new TickedTime(Recording.START);
  private final List<String> faults = new ArrayList<>();

  private ExecutionLog log(Path file) {
    return new ExecutionLog(file, new Narration(Language.ZH, ZoneOffset.UTC), time, faults::add);
  }

  private Path file() {
    return folder.resolve("logs/emergency-execution.log");
  }

  @Test
  void makes_its_folder_and_has_each_line_in_the_file_before_it_returns() throws IOException {
    try (ExecutionLog log = log(file())) {
      Recording recording = Recording.toldTo(log);
      assertThat(Files.readAllLines(file())).hasSize(2);

      recording.record(new Event.StepStarted(Recording.UP, 1));

      assertThat(Files.readString(file())).endsWith("2026-11-22 12:00:03 B-1 部署验证 ▷ deploy/up\n");
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void goes_on_behind_what_an_earlier_run_wrote() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "earlier\n");

    try (ExecutionLog log = log(file())) {
      Recording.toldTo(log);
    }

    assertThat(Files.readAllLines(file())).hasSize(3).startsWith("earlier");
  }

  @Test
  void begins_a_new_line_behind_one_that_a_killed_process_left_torn() throws IOException {
    Files.createDirectories(file().getParent());
    Files.writeString(file(), "2026-11-22 11:59:59 B-1 部");

    try (ExecutionLog log = log(file())) {
      Recording.toldTo(log);
    }

    assertThat(Files.readAllLines(file())).hasSize(3).startsWith("2026-11-22 11:59:59 B-1 部");
  }

  @Test
  @Timeout(20)
  void shows_the_run_live_to_tail_f() throws Exception {
    assumeThat(Path.of("/usr/bin/tail")).exists();
    Files.createDirectories(file().getParent());
    Files.createFile(file());
    Process tail = new ProcessBuilder("/usr/bin/tail", "-n", "+1", "-f", file().toString()).start();
    try (ExecutionLog log = log(file());
        var seen =
            new BufferedReader(
                new InputStreamReader(tail.getInputStream(), StandardCharsets.UTF_8))) {
      Recording recording = Recording.toldTo(log);
      assertThat(seen.readLine()).contains("▶ 开始执行");
      assertThat(seen.readLine()).contains("第 1 轮");

      recording.record(new Event.StepStarted(Recording.UP, 1));
      assertThat(seen.readLine()).endsWith("▷ deploy/up");

      recording.record(new Event.StepSucceeded(Recording.UP, "up", Map.of(), List.of()));
      assertThat(seen.readLine()).endsWith("✔ deploy/up: up");
    } finally {
      tail.destroyForcibly();
    }
  }

  @Test
  void writes_progress_at_most_every_five_seconds_of_each_step() throws IOException {
    try (ExecutionLog log = log(file())) {
      Recording.toldTo(log).record(new Event.StepStarted(Recording.UP, 1));
      for (int tick = 1; tick <= 120; tick++) {
        time.tick(Duration.ofMillis(100));
        log.progress(Recording.UP, "tick " + tick, tick / 120.0);
      }
    }

    assertThat(progressLines()).hasSize(2);
    assertThat(progressLines().get(0)).endsWith("tick 50");
    assertThat(progressLines().get(1)).endsWith("tick 100");
  }

  @Test
  void does_not_fall_silent_when_the_clock_is_set_back() throws IOException {
    try (ExecutionLog log = log(file())) {
      Recording.toldTo(log).record(new Event.StepStarted(Recording.UP, 1));
      time.set(Recording.START.minus(Duration.ofHours(1)));
      log.progress(Recording.UP, "still here", -1);
    }

    assertThat(progressLines()).hasSize(1);
  }

  @Test
  void reports_a_fault_once_and_never_stops_the_run() throws IOException {
    Path notAFolder = Files.createFile(folder.resolve("logs"));

    try (ExecutionLog log = log(notAFolder.resolve("emergency-execution.log"))) {
      Recording.toldTo(log).record(new Event.StepStarted(Recording.UP, 1));
    }

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst()).contains("emergency-execution.log", "the run goes on", "check");
  }

  @Test
  void writes_what_it_could_not_when_the_fault_is_gone() throws IOException {
    Path blocking = Files.createFile(folder.resolve("logs"));
    try (ExecutionLog log = log(file())) {
      Recording recording = Recording.toldTo(log);
      Files.delete(blocking);

      recording.record(new Event.StepStarted(Recording.UP, 1));
    }

    assertThat(Files.readAllLines(file())).hasSize(3).last().asString().contains("▷ deploy/up");
    assertThat(faults).hasSize(1);
  }

  @Test
  void survives_a_full_disk() {
    var disk = new FaultyDisk(folder).failing(1, FaultyDisk.Fault.FULL);

    try (ExecutionLog log = log(disk.path().resolve("full.log"))) {
      Recording.toldTo(log).record(new Event.StepStarted(Recording.UP, 1));
    }

    assertThat(faults).hasSize(1);
    assertThat(faults.getFirst()).contains("full.log", "No space left on device");
  }

  @Test
  void a_pipe_in_the_place_of_the_log_is_named_and_not_waited_for() throws Exception {
    Files.createDirectories(file().getParent());
    assertThat(new ProcessBuilder("mkfifo", file().toString()).start().waitFor()).isZero();

    try (ExecutionLog log = log(file())) {
      Recording.toldTo(log).record(new Event.StepStarted(Recording.UP, 1));
    }

    assertThat(faults.getFirst()).contains(file().toString(), "a pipe");
  }

  @Test
  void writes_the_last_lines_of_a_thread_that_was_interrupted() throws IOException {
    try (ExecutionLog log = log(file())) {
      Recording recording = Recording.toldTo(log);
      Thread.currentThread().interrupt();

      recording.record(new Event.RunStopped("SIGINT"));

      assertThat(Thread.interrupted()).isTrue();
    }

    assertThat(Files.readString(file())).endsWith("■ 执行停止: SIGINT\n");
    assertThat(faults).isEmpty();
  }

  private List<String> progressLines() throws IOException {
    return Files.readAllLines(file()).stream().filter(line -> line.contains("…")).toList();
  }
}
