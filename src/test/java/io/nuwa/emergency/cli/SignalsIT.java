package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.run.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Stops in the middle of a step. The step writes its process id into the pipe {@code ready} and
 * then sleeps, unless the file {@code go} is there.
 */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class SignalsIT {
  private static final String PLAN =
      """
      plan: slow
      title: Slow
      time-box: {length: 2h}
      roles: [{id: NuWa}]
      blockers:
        - id: B-1
          title: First
          owner: NuWa
          tasks:
            - {id: before, kind: command, with: {command: [sh, -c, "echo once >> before"]}}
            - id: wait
              kind: command
              with: {command: [sh, -c, "test -e go || { echo $$ > ready; exec sleep 300; }"]}
          gates:
            - id: go
              probe: command-exit
              with: {command: [test, -e, go]}
              success: "== 0"
              alert: "!= 0"
      """;

  @TempDir private Path folder;
  private Home home;

  @BeforeEach
  void makePipe() throws IOException, InterruptedException {
    home = new Home(folder).plan(PLAN);
    String pipe = folder.resolve("ready").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
  }

  /** Waits until the step runs. */
  private ProcessHandle child() {
    return ProcessHandle.of(Long.parseLong(home.text("ready").strip())).orElseThrow();
  }

  private void goesOnWhereItStopped() {
    home.put("go", "");
    FatJar.Answer answer = home.emergency().run("execute").hasCode(0);
    assertThat(answer.stderr()).contains("taken up again", "work was in flight");
    assertThat(home.text("before")).isEqualTo("once\n");
  }

  @Test
  void sigint_ends_the_child_records_the_stop_and_exits_with_130() {
    // A shell that starts Maven in the background lets its children ignore SIGINT.
    FatJar jar = home.emergency().through("env", "--default-signal=INT");
    ProcessHandle child;
    try (FatJar.Running running = jar.start("execute")) {
      child = child();
      running.signal("INT");

      running.end().hasCode(130).says("■ stopped", "run the same command again to go on");
    }
    assertThat(child.isAlive()).isFalse();
    assertThat(home.events().getLast()).isInstanceOf(Event.RunStopped.class);
    goesOnWhereItStopped();
  }

  @Test
  void sigterm_exits_with_143_and_meanwhile_the_lock_is_held() {
    ProcessHandle child;
    try (FatJar.Running running = home.emergency().start("execute", "--json")) {
      child = child();
      secondRunIsRefused(running.pid());
      statusNamesWhoWorks(running.pid());
      home.emergency().run("execute", "--dry-run").hasCode(0);
      running.signal("TERM");

      FatJar.Answer answer = running.end().hasCode(143).says("■ stopped");
      assertThat(PublishedSchema.ERROR.problems(answer.stdout())).isEmpty();
      assertThat(Home.parsed(answer.stdout())).doesNotContainKey("exitCode");
    }
    assertThat(child.isAlive()).isFalse();
    assertThat(home.events().getLast()).isInstanceOf(Event.RunStopped.class);
  }

  private void secondRunIsRefused(long pid) {
    FatJar.Answer second = home.emergency().run("execute", "B-1", "--json").hasCode(5);
    assertThat(second.stderr()).contains("'execute'", "process " + pid, "run.lock", "wait for it");
    assertThat(PublishedSchema.ERROR.problems(second.stdout())).isEmpty();
  }

  private void statusNamesWhoWorks(long pid) {
    String status = home.emergency().run("status", "--json").hasCode(0).stdout();
    assertThat(PublishedSchema.STATUS.problems(status)).isEmpty();
    assertThat(Home.parsed(status)).containsEntry("runningPid", pid);
    assertThat(status).contains("\"doing\" : \"B-1/wait/run\"");
  }

  @Test
  void after_kill_9_the_same_command_goes_on_and_repeats_nothing_that_was_done() {
    try (FatJar.Running running = home.emergency().start("execute")) {
      ProcessHandle child = child();
      running.signal("KILL");
      running.end().hasCode(137);
      child.destroyForcibly();
    }
    Map<String, Object> status =
        Home.parsed(home.emergency().run("status", "--json").hasCode(0).stdout());
    assertThat(status).doesNotContainKey("runningPid");
    assertThat(status.get("blockers").toString()).contains("status=in_progress");

    goesOnWhereItStopped();

    List<Event> events = home.events();
    assertThat(events).filteredOn(e -> started(e, "before")).hasSize(1);
    assertThat(events).filteredOn(e -> started(e, "wait")).hasSize(2);
  }

  private static boolean started(Event event, String task) {
    return event instanceof Event.StepStarted step && step.step().task().equals(task);
  }

  @Test
  void a_half_written_last_line_is_what_a_power_loss_leaves() throws IOException {
    home.put("go", "");
    home.emergency().run("execute").hasCode(0);
    String whole = Files.readString(home.journal());
    Files.writeString(home.journal(), whole.substring(0, whole.length() - 20));

    home.emergency().run("execute").hasCode(0).says("the line is cut off", "kept as");

    assertThat(home.text("before")).isEqualTo("once\n");
  }

  @Test
  void watching_ends_quietly_with_sigint() {
    home.put("go", "");
    FatJar jar = home.emergency().through("env", "--default-signal=INT");
    try (FatJar.Running running = jar.start("status", "--watch")) {
      running.awaitLine("╚");
      running.awaitLine("╚");
      running.signal("INT");

      assertThat(running.end().hasCode(130).stderr()).isEmpty();
    }
  }
}
