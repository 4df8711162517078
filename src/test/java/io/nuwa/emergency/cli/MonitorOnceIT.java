package io.nuwa.emergency.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.nuwa.emergency.run.Event;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code monitor --once} as a process: its answers and its exit codes. */
@Timeout(60)
final class MonitorOnceIT {
  @TempDir private Path folder;
  private WatchedHome watched;
  private FatJar emergency;

  @BeforeEach
  void writePlan() {
    watched = WatchedHome.in(folder);
    emergency = watched.home().emergency();
  }

  @Test
  void one_look_begins_a_run_and_prints_one_document() {
    FatJar.Answer answer = emergency.run("monitor", "--once", "--json").hasCode(0);

    assertThat(PublishedSchema.STATUS.problems(answer.stdout())).isEmpty();
    assertThat(Home.parsed(answer.stdout())).containsEntry("allVerified", true);
    assertThat(watched.home().events().getFirst()).isInstanceOf(Event.RunStarted.class);
    assertThat(watched.exists("made")).isTrue();
    assertThat(emergency.run("monitor", "--once").hasCode(0).stdout()).contains("First", "100%");
  }

  @Test
  void what_cannot_be_mended_is_not_resolved() {
    watched.home().put("broken", "");

    FatJar.Answer answer = emergency.run("monitor", "--once", "--json").hasCode(1);

    assertThat(Home.parsed(answer.stdout())).containsEntry("resolved", 0L);
  }

  @Test
  void without_repair_what_is_red_is_reopened_and_left() {
    emergency.run("monitor", "--once").hasCode(0);
    watched.remove("made");

    FatJar.Answer answer = emergency.run("monitor", "--once", "--no-repair", "--json").hasCode(1);

    assertThat(Home.parsed(answer.stdout())).containsEntry("resolved", 0L);
    assertThat(watched.exists("made")).isFalse();
    emergency.run("monitor", "--once").hasCode(0);
    assertThat(watched.exists("made")).isTrue();
  }

  @Test
  void without_repair_a_first_look_does_no_task() {
    emergency.run("monitor", "--once", "--no-repair").hasCode(1);

    assertThat(watched.exists("made")).isFalse();
    assertThat(watched.looks()).isPositive();
    assertThat(watched.home().events())
        .doesNotHaveAnyElementsOfTypes(Event.StepStarted.class, Event.RemedyTried.class);
  }

  @Test
  void a_run_that_somebody_drives_is_named_and_left_alone() {
    String holds = "touch begun; until test -e go; do sleep 0.02; done; touch made";
    watched
        .home()
        .plan(WatchedHome.plan("Held", "").replace("test ! -e broken && touch made", holds));
    try (FatJar.Running execute = emergency.start("execute")) {
      watched.await("the task", () -> watched.exists("begun"));

      FatJar.Answer refused = emergency.run("monitor", "--once", "--json").hasCode(5);

      assertThat(refused.stderr()).contains("'execute'", "process " + execute.pid(), "wait for it");
      assertThat(PublishedSchema.ERROR.problems(refused.stdout())).isEmpty();
      watched.home().put("go", "");
      execute.end().hasCode(0);
    }
  }

  @Test
  void a_bad_plan_a_bad_word_and_a_machine_without_room_have_codes_of_their_own() {
    emergency.run("monitor", "--once", "--daemon").hasCode(2).complains("choose one");
    emergency.run("monitor", "--json").hasCode(2).says("--once");
    emergency.run("monitor", "--interval", "0s").hasCode(2).complains("a second or more");
    emergency.run("monitor", "--every", "1h").hasCode(2).complains("--every");

    watched.home().put("promptx/memory", "a file where a folder should be");
    emergency.run("monitor", "--once").hasCode(4).complains("promptx/memory");

    watched.home().plan("plan: [");
    emergency.run("monitor", "--once").hasCode(3).complains("plan.yaml");
    emergency.run("monitor", "--daemon").hasCode(3).complains("plan.yaml");
    assertThat(watched.exists("logs/monitor.log")).isFalse();
  }
}
